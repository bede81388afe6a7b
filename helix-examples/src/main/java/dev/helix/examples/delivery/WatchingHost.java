/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.manager.TaskContext;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.scope.ScopeConfirmation;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeDraft;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvent;

/**
 * The host's side of a task, which shows what happens and answers questions.
 *
 * @param view shows what happens
 * @param questions answers questions
 */
record WatchingHost(LiveView view, ScopeQuestions questions) implements TaskHost {
    @Override
    public void event(SessionEvent event) {
        view.event(event);
    }

    @Override
    public void progress(Progress progress) {
        view.progress(progress);
    }

    @Override
    public ScopeConfirmation confirmScope(ScopeDraft draft, TaskContext context) throws InterruptedException {
        return questions.confirm(draft);
    }

    @Override
    public ScopeDecision decide(ScopeProposal proposal, TaskContext context) throws InterruptedException {
        return questions.decide(proposal);
    }
}
