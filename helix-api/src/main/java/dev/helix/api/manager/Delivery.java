/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.NamedParts;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeProposal;
import java.util.List;
import java.util.Objects;

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
    public record Decided(ScopeProposal proposal, ScopeDecision decision) {}

    /**
     * Starts a record.
     *
     * <p>Defaults: no repositories, no decisions, no gaps, no agents, an empty summary.
     *
     * @param task the task
     * @param session the task's session
     * @param baseline what was asked
     * @return a builder, confined to one thread
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
            this.task = Objects.requireNonNull(task, "task is null");
            this.session = Objects.requireNonNull(session, "session is null");
            this.baseline = Objects.requireNonNull(baseline, "baseline is null");
        }

        /**
         * Sets what came of each repository.
         *
         * @param each in the order of the request
         * @return this builder
         */
        public Builder repositories(List<RepositoryDelivery> each) {
            this.repositories = List.copyOf(each);
            return this;
        }

        /**
         * Sets the proposals and their answers.
         *
         * @param list in order
         * @return this builder
         */
        public Builder decisions(List<Decided> list) {
            this.decisions = List.copyOf(list);
            return this;
        }

        /**
         * Sets the gaps the work was sent back with.
         *
         * @param list in order
         * @return this builder
         */
        public Builder gaps(List<String> list) {
            this.gaps = List.copyOf(list);
            return this;
        }

        /**
         * Sets what each agent cost.
         *
         * @param list in the order the agents appeared
         * @return this builder
         */
        public Builder agents(List<AgentUsage> list) {
            this.agents = List.copyOf(list);
            return this;
        }

        /**
         * Sets what the Execution Agent says it did.
         *
         * @param text possibly empty
         * @return this builder
         */
        public Builder summary(String text) {
            this.summary = Objects.requireNonNull(text, "summary is null");
            return this;
        }

        /**
         * Builds the record.
         *
         * @return the record
         */
        public Delivery build() {
            return new Delivery(this);
        }
    }
}
