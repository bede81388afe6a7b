/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.SavedRef;
import java.util.Optional;

/** The outcome of a task, always with the record of how it went. */
public sealed interface TaskOutcome {
    /** {@return the record of how it went, baseline, verdicts, merge, proposals and costs} */
    Delivery delivery();

    /** {@return why it ended this way, one sentence} */
    String explanation();

    /**
     * The outcome of a task whose five criteria are all proven. Immutable.
     *
     * @param delivery the record
     * @param explanation why
     */
    record Delivered(Delivery delivery, String explanation) implements TaskOutcome {}

    /**
     * The outcome of a task whose work is ready, but with something outside the library's reach in the way; see
     * {@link ManagedTask#retry()}. Immutable.
     *
     * @param delivery the record
     * @param explanation what is in the way and how to clear it
     * @param pending the merge's own account
     */
    record Blocked(Delivery delivery, String explanation, MergeOutcome.Blocked pending) implements TaskOutcome {}

    /**
     * The outcome of a task with a criterion that is not proven: the agents did not close a gap in the rounds they
     * had, and worktree and branch stay for a person to look at; or the work was merged and something around it is
     * not as promised, which the delivery's merge shows. Immutable.
     *
     * @param delivery the record
     * @param explanation the gap
     * @param criterion what is not proven
     * @param binding where the work is, when a worktree was bound
     */
    record SentBack(Delivery delivery, String explanation, Criterion criterion, Optional<BindingInfo> binding)
            implements TaskOutcome {}

    /**
     * The outcome of a task that stopped before it could be judged; the base branch did not move. Immutable.
     *
     * @param delivery the record
     * @param explanation why it stopped
     * @param code the stable code of the error or condition that stopped it
     * @param saved where the work is kept
     */
    record Abandoned(Delivery delivery, String explanation, String code, SavedRef saved) implements TaskOutcome {}
}
