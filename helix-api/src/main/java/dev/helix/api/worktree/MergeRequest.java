/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

import dev.helix.api.AgentName;
import dev.helix.api.NamedParts;
import dev.helix.api.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request to merge the reviewed work. Immutable. */
public final class MergeRequest extends NamedParts {
    private final String subject;
    private final Map<String, String> trailers;
    private final List<MergeCheck> checks;
    private final Optional<TaskId> task;
    private final Optional<AgentName> agent;

    private MergeRequest(Builder builder) {
        super(
                "subject, trailers, checks, task, agent",
                builder.subject,
                Map.copyOf(builder.trailers),
                builder.checks,
                builder.task,
                builder.agent);
        this.subject = builder.subject;
        this.trailers = Map.copyOf(builder.trailers);
        this.checks = List.copyOf(builder.checks);
        this.task = builder.task;
        this.agent = builder.agent;
    }

    /**
     * Starts a request.
     *
     * @param subject what the work is about, in the words of who asked for it; the merge commit's message opens with it
     */
    public static Builder builder(String subject) {
        return new Builder(subject);
    }

    /** {@return a builder that holds this request} */
    public Builder toBuilder() {
        Builder builder = new Builder(subject).checks(checks);
        trailers.forEach(builder::trailer);
        task.ifPresent(builder::task);
        agent.ifPresent(builder::agent);
        return builder;
    }

    /** {@return what the work is about} */
    public String subject() {
        return subject;
    }

    /** {@return extra trailers of the merge commit's message, by name} */
    public Map<String, String> trailers() {
        return trailers;
    }

    /** {@return what must pass on the candidate, run in order until one fails} */
    public List<MergeCheck> checks() {
        return checks;
    }

    /** {@return the managed task whose work it is, empty in a plain session} */
    public Optional<TaskId> task() {
        return task;
    }

    /** {@return the agent in whose name it is merged, empty when there is none} */
    public Optional<AgentName> agent() {
        return agent;
    }

    /**
     * A builder of {@link MergeRequest}. Confined to one thread.
     *
     * <ul>
     *   <li>trailers: none
     *   <li>checks: none, so whatever merges without a conflict lands
     *   <li>task, agent: none
     * </ul>
     */
    public static final class Builder {
        private final String subject;
        private final Map<String, String> trailers = new TreeMap<>();
        private List<MergeCheck> checks = List.of();
        private Optional<TaskId> task = Optional.empty();
        private Optional<AgentName> agent = Optional.empty();

        private Builder(String subject) {
            this.subject = requireNonNull(subject, "subject");
        }

        /** Adds a trailer to the merge commit's message, for example {@code Helix-Baseline}, its value on one line. */
        public Builder trailer(String name, String value) {
            trailers.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
            return this;
        }

        /** Adds a check that must pass, after those added before. */
        public Builder check(MergeCheck check) {
            List<MergeCheck> more = new ArrayList<>(checks);
            more.add(requireNonNull(check, "check"));
            return checks(more);
        }

        /** Sets {@link MergeRequest#checks()}. */
        public Builder checks(List<MergeCheck> checks) {
            this.checks = List.copyOf(requireNonNull(checks, "checks"));
            return this;
        }

        /** Sets {@link MergeRequest#task()}. */
        public Builder task(TaskId task) {
            this.task = Optional.of(requireNonNull(task, "task"));
            return this;
        }

        /** Sets {@link MergeRequest#agent()}. */
        public Builder agent(AgentName agent) {
            this.agent = Optional.of(requireNonNull(agent, "agent"));
            return this;
        }

        /** {@return the request} */
        public MergeRequest build() {
            return new MergeRequest(this);
        }
    }
}
