/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.Verdict;
import dev.helix.api.scope.ScopeBaseline;
import java.util.List;
import java.util.Optional;

/**
 * The guard of the request: it forwards the request word for word, names the one gap that is left, and judges on
 * observations.
 *
 * <p>It has nothing to act with. There is no workspace, binding or tool it could reach, and it sees agents' claims
 * only as claims. Immutable.
 */
final class ManagerAgent {
    private final ScopeBaseline baseline;

    ManagerAgent(ScopeBaseline baseline) {
        this.baseline = baseline;
    }

    /** {@return what the Execution Agent is told first: the user's words and nothing else} */
    String assignment() {
        return baseline.request();
    }

    /**
     * {@return what the Execution Agent is told when it was stopped by something that is over now}
     *
     * @param lost why its worktree is gone, empty when it is not
     */
    String resumption(Optional<String> lost) {
        return "Your work was stopped from outside and can go on now. The request and its scope have not changed. Look"
                + " at what is there already, go on where you were, and call complete when it is done."
                + lost.map(why -> "\n\nYour worktree is not there any more: " + why + ". Bind a new one.")
                        .orElse("");
    }

    /** {@return what the Execution Agent is told when something is missing} */
    String sendBack(TaskEvents.SentBack gap) {
        return "The task is not done. Criterion " + gap.criterion().number() + " ("
                + gap.criterion().title()
                + ") is not proven.\n\n" + gap.gap()
                + "\n\nClose exactly this gap, keep everything that is already right, and call complete again. The scope"
                + " has not changed.";
    }

    /** Judges the five criteria. */
    List<Verdict> judge(Observations seen) {
        return new Judgement(seen).all();
    }
}
