/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.SessionId;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import java.util.List;
import java.util.Optional;

/** The record of a task: what was asked, what was proven by which evidence, what it cost. Immutable. */
public final class Delivery {
    private final SessionId session;
    private final ScopeBaseline baseline;
    private final List<Verdict> verdicts;
    private final Optional<MergeOutcome> merge;
    private final Optional<BindingInfo> binding;
    private final List<FileChange> changes;
    private final List<Decided> decisions;
    private final List<String> gaps;
    private final List<AgentUsage> agents;
    private final String summary;

    private Delivery(Builder builder) {
        this.session = builder.session;
        this.baseline = builder.baseline;
        this.verdicts = List.copyOf(builder.verdicts);
        this.merge = builder.merge;
        this.binding = builder.binding;
        this.changes = List.copyOf(builder.changes);
        this.decisions = List.copyOf(builder.decisions);
        this.gaps = List.copyOf(builder.gaps);
        this.agents = List.copyOf(builder.agents);
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
     * <p>Defaults: no verdicts, no merge, no binding, no changes, no decisions, no gaps, no agents, an empty summary.
     *
     * @param session the task's session
     * @param baseline what was asked
     * @return a builder, confined to one thread
     */
    public static Builder builder(SessionId session, ScopeBaseline baseline) {
        return new Builder(session, baseline);
    }

    /** {@return the task's session} */
    public SessionId session() {
        return session;
    }

    /** {@return what was asked, with the scope as it was at the end} */
    public ScopeBaseline baseline() {
        return baseline;
    }

    /** {@return the latest judgement of each criterion that was judged, in the order of {@link Criterion}} */
    public List<Verdict> verdicts() {
        return verdicts;
    }

    /** {@return how the last attempt to merge ended, empty when it never came to that} */
    public Optional<MergeOutcome> merge() {
        return merge;
    }

    /** {@return where the work was done, empty when no worktree was bound} */
    public Optional<BindingInfo> binding() {
        return binding;
    }

    /** {@return what the branch changed since the start, sorted by path} */
    public List<FileChange> changes() {
        return changes;
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
        private final SessionId session;
        private final ScopeBaseline baseline;
        private List<Verdict> verdicts = List.of();
        private Optional<MergeOutcome> merge = Optional.empty();
        private Optional<BindingInfo> binding = Optional.empty();
        private List<FileChange> changes = List.of();
        private List<Decided> decisions = List.of();
        private List<String> gaps = List.of();
        private List<AgentUsage> agents = List.of();
        private String summary = "";

        private Builder(SessionId session, ScopeBaseline baseline) {
            this.session = session;
            this.baseline = baseline;
        }

        /**
         * Sets the judgements.
         *
         * @param latest one per judged criterion, in order
         * @return this builder
         */
        public Builder verdicts(List<Verdict> latest) {
            this.verdicts = latest;
            return this;
        }

        /**
         * Sets how the last attempt to merge ended.
         *
         * @param outcome empty when there was none
         * @return this builder
         */
        public Builder merge(Optional<MergeOutcome> outcome) {
            this.merge = outcome;
            return this;
        }

        /**
         * Sets where the work was done.
         *
         * @param info empty when no worktree was bound
         * @return this builder
         */
        public Builder binding(Optional<BindingInfo> info) {
            this.binding = info;
            return this;
        }

        /**
         * Sets what the branch changed.
         *
         * @param list sorted by path
         * @return this builder
         */
        public Builder changes(List<FileChange> list) {
            this.changes = list;
            return this;
        }

        /**
         * Sets the proposals and their answers.
         *
         * @param list in order
         * @return this builder
         */
        public Builder decisions(List<Decided> list) {
            this.decisions = list;
            return this;
        }

        /**
         * Sets the gaps the work was sent back with.
         *
         * @param list in order
         * @return this builder
         */
        public Builder gaps(List<String> list) {
            this.gaps = list;
            return this;
        }

        /**
         * Sets what each agent cost.
         *
         * @param list in the order the agents appeared
         * @return this builder
         */
        public Builder agents(List<AgentUsage> list) {
            this.agents = list;
            return this;
        }

        /**
         * Sets what the Execution Agent says it did.
         *
         * @param text possibly empty
         * @return this builder
         */
        public Builder summary(String text) {
            this.summary = text;
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
