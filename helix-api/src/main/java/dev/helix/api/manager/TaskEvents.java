/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.NamedParts;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.session.EventBody;

/**
 * The kinds of events that only managed tasks know. New kinds appear in later releases: keep a default branch.
 */
public interface TaskEvents extends EventBody {
    /** The request was locked as the task's baseline. */
    final class BaselineLocked extends NamedParts implements TaskEvents {
        private final ScopeBaseline baseline;

        private BaselineLocked(ScopeBaseline baseline) {
            super("baseline", baseline);
            this.baseline = baseline;
        }

        /** Creates the event. */
        public static BaselineLocked of(ScopeBaseline baseline) {
            return new BaselineLocked(baseline);
        }

        /** {@return the baseline} */
        public ScopeBaseline baseline() {
            return baseline;
        }
    }

    /** An agent asked to widen the scope. */
    final class ScopeProposed extends NamedParts implements TaskEvents {
        private final ScopeProposal proposal;

        private ScopeProposed(ScopeProposal proposal) {
            super("proposal", proposal);
            this.proposal = proposal;
        }

        /** Creates the event. */
        public static ScopeProposed of(ScopeProposal proposal) {
            return new ScopeProposed(proposal);
        }

        /** {@return what it asks for} */
        public ScopeProposal proposal() {
            return proposal;
        }
    }

    /** The host answered a proposal. */
    final class ScopeDecided extends NamedParts implements TaskEvents {
        private final ScopeProposal proposal;
        private final ScopeDecision decision;
        private final PathRules paths;

        private ScopeDecided(ScopeProposal proposal, ScopeDecision decision, PathRules paths) {
            super("proposal, decision, paths", proposal, decision, paths);
            this.proposal = proposal;
            this.decision = decision;
            this.paths = paths;
        }

        /** Creates the event. */
        public static ScopeDecided of(ScopeProposal proposal, ScopeDecision decision, PathRules paths) {
            return new ScopeDecided(proposal, decision, paths);
        }

        /** {@return the proposal} */
        public ScopeProposal proposal() {
            return proposal;
        }

        /** {@return the answer} */
        public ScopeDecision decision() {
            return decision;
        }

        /** {@return which paths may be changed from now on} */
        public PathRules paths() {
            return paths;
        }
    }

    /** The Manager judged a criterion. */
    final class CriterionJudged extends NamedParts implements TaskEvents {
        private final Verdict verdict;

        private CriterionJudged(Verdict verdict) {
            super("verdict", verdict);
            this.verdict = verdict;
        }

        /** Creates the event. */
        public static CriterionJudged of(Verdict verdict) {
            return new CriterionJudged(verdict);
        }

        /** {@return the judgement} */
        public Verdict verdict() {
            return verdict;
        }
    }

    /** The Manager sent the work back. */
    final class SentBack extends NamedParts implements TaskEvents {
        private final int round;
        private final Criterion criterion;
        private final String gap;

        private SentBack(int round, Criterion criterion, String gap) {
            super("round, criterion, gap", round, criterion, gap);
            this.round = round;
            this.criterion = criterion;
            this.gap = gap;
        }

        /** Creates the event. */
        public static SentBack of(int round, Criterion criterion, String gap) {
            return new SentBack(round, criterion, gap);
        }

        /** {@return how often that happened, counted from 1} */
        public int round() {
            return round;
        }

        /** {@return what is not proven} */
        public Criterion criterion() {
            return criterion;
        }

        /** {@return the one thing to close} */
        public String gap() {
            return gap;
        }
    }

    /** The task ended, or waits for a retry. */
    final class TaskEnded extends NamedParts implements TaskEvents {
        private final TaskOutcome.Kind outcome;
        private final String explanation;

        private TaskEnded(TaskOutcome.Kind outcome, String explanation) {
            super("outcome, explanation", outcome, explanation);
            this.outcome = outcome;
            this.explanation = explanation;
        }

        /** Creates the event. */
        public static TaskEnded of(TaskOutcome.Kind outcome, String explanation) {
            return new TaskEnded(outcome, explanation);
        }

        /** {@return how} */
        public TaskOutcome.Kind outcome() {
            return outcome;
        }

        /** {@return why, in one sentence} */
        public String explanation() {
            return explanation;
        }
    }
}
