/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.MergeOutcome;
import java.util.stream.Collectors;

/** A formatter that puts the end of an attempt to merge into words. Pure function. */
final class MergeText {
    private MergeText() {}

    static String of(MergeOutcome outcome) {
        if (outcome instanceof MergeOutcome.Merged merged) {
            return "merged " + merged.commit().abbreviated() + ": tree " + TextFormat.shortId(merged.tree())
                    + " passed "
                    + merged.checks().stream().map(CheckResult::check).collect(Collectors.joining(", "));
        }
        if (outcome instanceof MergeOutcome.CheckFailed failed) {
            return failed.checks().stream()
                    .filter(check -> !check.passed())
                    .map(check -> check.check() + ": " + check.summary())
                    .collect(Collectors.joining("\n"));
        }
        if (outcome instanceof MergeOutcome.Conflict conflict) {
            return "the base branch moved on and conflicts in " + String.join(", ", conflict.paths());
        }
        if (outcome instanceof MergeOutcome.Blocked pending) {
            return pending.explanation();
        }
        return "the base branch has everything already";
    }
}
