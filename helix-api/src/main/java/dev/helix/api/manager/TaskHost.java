/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.scope.ScopeConfirmation;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeDraft;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.session.SessionListener;
import dev.helix.api.worktree.MergeOutcome;
import java.util.List;

/** The host's side of a managed task: it hears the task and answers proposals. Implemented by hosts. */
@FunctionalInterface
public interface TaskHost extends SessionListener {
    /**
     * Decides which paths may be changed by a request whose words leave that open. Called on the thread that submits the request,
     * before anything is started; the request starts with the scope of the answer, or not at all. Gives no answer unless
     * overridden.
     *
     * @param draft what was understood, and the sentences in question
     * @param context the task that would start
     * @return the scope, or none; a host that throws has given none
     * @throws InterruptedException if the submitting thread was interrupted; no answer was given
     */
    default ScopeConfirmation confirmScope(ScopeDraft draft, TaskContext context) throws InterruptedException {
        return ScopeConfirmation.none();
    }

    /**
     * Decides whether a task starts although something would keep its work from landing if it were ready now, changes in
     * the user's checkout for example. Called on the thread that submits the request, before anything is started. Goes on
     * unless overridden: what is in the way may well be cleared by then, and if not, the outcome is blocked and can be
     * retried.
     *
     * @param blockers what is in the way and how to clear it, at least one
     * @param context the task that would start
     * @return whether to go on; a host that throws has said no
     * @throws InterruptedException if the submitting thread was interrupted; nothing was started
     */
    default boolean startDespite(List<MergeOutcome.Blocked> blockers, TaskContext context) throws InterruptedException {
        return true;
    }

    /**
     * Answers a proposal to widen the scope; blocks the proposing agent, not the others. One proposal is asked at a time,
     * and the task's time limit goes on. Defers unless overridden.
     *
     * @param proposal what an agent wants
     * @param context the task, and the agent that asks
     * @return the answer; a host that throws has said no
     * @throws InterruptedException if the task was cancelled meanwhile
     */
    default ScopeDecision decide(ScopeProposal proposal, TaskContext context) throws InterruptedException {
        return ScopeDecision.defer();
    }
}
