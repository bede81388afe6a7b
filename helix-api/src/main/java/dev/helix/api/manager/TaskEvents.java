/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.BlockedReason;
import dev.helix.api.NamedParts;
import dev.helix.api.model.ModelId;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.session.EventBody;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The kinds of events that only managed tasks know. New kinds appear in later releases: keep a default branch.
 */
public interface TaskEvents extends EventBody {
    /** A task was submitted; the first event of its record. */
    final class TaskSubmitted extends NamedParts implements TaskEvents {
        private final Path repository;
        private final ModelId model;
        private final List<String> tools;
        private final List<String> reviewers;

        private TaskSubmitted(Path repository, ModelId model, List<String> tools, List<String> reviewers) {
            super("repository, model, tools, reviewers", repository, model, tools, reviewers);
            this.repository = repository;
            this.model = model;
            this.tools = List.copyOf(tools);
            this.reviewers = List.copyOf(reviewers);
        }

        /** Creates the event. */
        public static TaskSubmitted of(Path repository, ModelId model, List<String> tools, List<String> reviewers) {
            return new TaskSubmitted(repository, model, tools, reviewers);
        }

        /** {@return the root of the user's checkout} */
        public Path repository() {
            return repository;
        }

        /** {@return the model of the Execution Agent} */
        public ModelId model() {
            return model;
        }

        /** {@return the names of the host's own tools} */
        public List<String> tools() {
            return tools;
        }

        /** {@return the names of the task's own reviewers} */
        public List<String> reviewers() {
            return reviewers;
        }
    }

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
        private final Optional<BlockedReason> blocked;

        private TaskEnded(TaskOutcome.Kind outcome, String explanation, Optional<BlockedReason> blocked) {
            super("outcome, explanation, blocked", outcome, explanation, blocked);
            this.outcome = outcome;
            this.explanation = explanation;
            this.blocked = blocked;
        }

        /** Creates the event. */
        public static TaskEnded of(TaskOutcome.Kind outcome, String explanation, Optional<BlockedReason> blocked) {
            return new TaskEnded(outcome, explanation, blocked);
        }

        /** {@return how} */
        public TaskOutcome.Kind outcome() {
            return outcome;
        }

        /** {@return why, in one sentence} */
        public String explanation() {
            return explanation;
        }

        /** {@return what it waits for, empty when it does not} */
        public Optional<BlockedReason> blocked() {
            return blocked;
        }
    }
}
