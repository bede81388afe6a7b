/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeProposal;
import java.util.List;

/** The record of a task: what was asked, what was proven by which evidence, what it cost. Immutable. */
public final class Delivery extends NamedParts {
    private final TaskId task;
    private final SessionId session;
    private final ScopeBaseline baseline;
    private final List<RepositoryDelivery> repositories;
    private final List<Decided> decisions;
    private final List<String> gaps;
    private final List<AgentUsage> agents;
    private final String summary;

    private Delivery(Builder builder) {
        super(
                "task, session, baseline, repositories, decisions, gaps, agents, summary",
                builder.task,
                builder.session,
                builder.baseline,
                builder.repositories,
                builder.decisions,
                builder.gaps,
                builder.agents,
                builder.summary);
        this.task = builder.task;
        this.session = builder.session;
        this.baseline = builder.baseline;
        this.repositories = builder.repositories;
        this.decisions = builder.decisions;
        this.gaps = builder.gaps;
        this.agents = builder.agents;
        this.summary = builder.summary;
    }

    /**
     * A scope proposal together with its answer. Immutable.
     *
     * @param proposal what was asked
     * @param decision the answer
     */
    public record Decided(ScopeProposal proposal, ScopeDecision decision) {
        /** Refuses null. */
        public Decided {
            requireNonNull(proposal, "proposal");
            requireNonNull(decision, "decision");
        }
    }

    /**
     * Starts a record.
     *
     * <p>Defaults: no repositories, no decisions, no gaps, no agents, an empty summary.
     */
    public static Builder builder(TaskId task, SessionId session, ScopeBaseline baseline) {
        return new Builder(task, session, baseline);
    }

    /** {@return the task} */
    public TaskId task() {
        return task;
    }

    /** {@return the task's session} */
    public SessionId session() {
        return session;
    }

    /** {@return what was asked, with the scope as it was at the end} */
    public ScopeBaseline baseline() {
        return baseline;
    }

    /** {@return what came of each repository of the task, in the order of the request} */
    public List<RepositoryDelivery> repositories() {
        return repositories;
    }

    /**
     * {@return the scope proposals and their answers; the deferred ones are follow-up work, in the order they were
     * made}
     */
    public List<Decided> decisions() {
        return decisions;
    }

    /** {@return the gaps the work was sent back with, in order, one per round} */
    public List<String> gaps() {
        return gaps;
    }

    /** {@return what each agent cost, in the order the agents appeared} */
    public List<AgentUsage> agents() {
        return agents;
    }

    /** {@return what the Execution Agent says it did; a claim, not evidence, possibly empty} */
    public String summary() {
        return summary;
    }

    /** {@return the class, the task and its session: one line, since a whole record takes pages} */
    @Override
    public String toString() {
        return "Delivery[task=" + task + ", session=" + session + "]";
    }

    /** A builder of the record of a task. Confined to one thread. */
    public static final class Builder {
        private final TaskId task;
        private final SessionId session;
        private final ScopeBaseline baseline;
        private List<RepositoryDelivery> repositories = List.of();
        private List<Decided> decisions = List.of();
        private List<String> gaps = List.of();
        private List<AgentUsage> agents = List.of();
        private String summary = "";

        private Builder(TaskId task, SessionId session, ScopeBaseline baseline) {
            this.task = requireNonNull(task, "task");
            this.session = requireNonNull(session, "session");
            this.baseline = requireNonNull(baseline, "baseline");
        }

        /** Sets {@link Delivery#repositories()}. */
        public Builder repositories(List<RepositoryDelivery> repositories) {
            this.repositories = List.copyOf(requireNonNull(repositories, "repositories"));
            return this;
        }

        /** Sets {@link Delivery#decisions()}. */
        public Builder decisions(List<Decided> decisions) {
            this.decisions = List.copyOf(requireNonNull(decisions, "decisions"));
            return this;
        }

        /** Sets {@link Delivery#gaps()}. */
        public Builder gaps(List<String> gaps) {
            this.gaps = List.copyOf(requireNonNull(gaps, "gaps"));
            return this;
        }

        /** Sets {@link Delivery#agents()}. */
        public Builder agents(List<AgentUsage> agents) {
            this.agents = List.copyOf(requireNonNull(agents, "agents"));
            return this;
        }

        /** Sets {@link Delivery#summary()}. */
        public Builder summary(String summary) {
            this.summary = requireNonNull(summary, "summary");
            return this;
        }

        /** {@return the record} */
        public Delivery build() {
            return new Delivery(this);
        }
    }
}
