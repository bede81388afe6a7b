/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.session.EventBody;

/** The kinds of events that only managed tasks know. */
public final class TaskEvents {
    private TaskEvents() {}

    /**
     * The request was locked as the task's baseline.
     *
     * @param baseline the baseline
     */
    public record BaselineLocked(ScopeBaseline baseline) implements EventBody {}

    /**
     * An agent asked to widen the scope.
     *
     * @param proposal what it asks for
     */
    public record ScopeProposed(ScopeProposal proposal) implements EventBody {}

    /**
     * The host answered a proposal.
     *
     * @param proposal the proposal
     * @param decision the answer
     * @param paths which paths may be changed from now on
     */
    public record ScopeDecided(ScopeProposal proposal, ScopeDecision decision, PathRules paths) implements EventBody {}

    /**
     * The Manager judged a criterion.
     *
     * @param verdict the judgement
     */
    public record CriterionJudged(Verdict verdict) implements EventBody {}

    /**
     * The Manager sent the work back.
     *
     * @param round how often that happened, counted from 1
     * @param criterion what is not proven
     * @param gap the one thing to close
     */
    public record SentBack(int round, Criterion criterion, String gap) implements EventBody {}

    /**
     * The task ended.
     *
     * @param outcome the outcome's name
     * @param explanation why, in one sentence
     */
    public record TaskEnded(String outcome, String explanation) implements EventBody {}
}
