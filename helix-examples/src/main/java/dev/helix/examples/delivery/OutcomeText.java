/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.BlockedReason;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.worktree.MergeOutcome;

/** A formatter that puts the end of a task into the one line a reader remembers. Pure function. */
final class OutcomeText {
    private OutcomeText() {}

    static String of(TaskOutcome outcome) {
        if (outcome instanceof TaskOutcome.Delivered) {
            String commit = outcome.delivery()
                    .repositories()
                    .get(0)
                    .merge()
                    .filter(MergeOutcome.Merged.class::isInstance)
                    .map(merge ->
                            " as " + ((MergeOutcome.Merged) merge).commit().abbreviated())
                    .orElse("");
            return "Delivered" + commit + ".";
        }
        if (outcome instanceof TaskOutcome.Blocked blocked) {
            if (blocked.reason() == BlockedReason.PROVIDER_UNAVAILABLE
                    || blocked.reason() == BlockedReason.LIMIT_REACHED) {
                return "Not delivered: stopped on the way; what was done is on its branch.";
            }
            return "Not delivered: the work is ready on its branch, but something is in the way. Clear it, then try again.";
        }
        if (outcome instanceof TaskOutcome.SentBack back) {
            return "Not delivered: \"" + back.criterion().title() + "\" was never proven.";
        }
        return "Not delivered: " + TextFormat.headline(outcome.explanation(), Screen.WIDTH - 15);
    }
}
