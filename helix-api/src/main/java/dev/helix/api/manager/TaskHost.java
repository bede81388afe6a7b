/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.session.SessionListener;

/** The host's side of a managed task: it hears the task and answers proposals. Implemented by hosts. */
@FunctionalInterface
public interface TaskHost extends SessionListener {
    /**
     * Answers a proposal to widen the scope; blocks the proposing agent, not the others. One proposal is asked at a time,
     * and the task's time limit goes on. Defers unless overridden.
     *
     * @param proposal what an agent wants
     * @return the answer; a host that throws counts as {@link ScopeDecision#NO}
     * @throws InterruptedException if the task was cancelled meanwhile
     */
    default ScopeDecision decide(ScopeProposal proposal) throws InterruptedException {
        return ScopeDecision.DEFER;
    }
}
