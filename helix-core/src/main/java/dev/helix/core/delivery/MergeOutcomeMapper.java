/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.manager.Criterion;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.MergeCheck;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.core.json.Excerpt;
import dev.helix.core.scope.ScopeCheck;
import java.util.List;

/** A mapper from a merge outcome to the next step of a delivery. Immutable. */
final class MergeOutcomeMapper {
    /** Enough of a failed command's output to see the error, not so much that it drowns the message. */
    private static final int OUTPUT_CHARACTERS = 6_000;

    private final String baseBranch;
    private final List<MergeCheck> checks;

    /** Reads outcomes of a merge into a branch that had to pass these checks, in this order. */
    MergeOutcomeMapper(String baseBranch, List<MergeCheck> checks) {
        this.baseBranch = baseBranch;
        this.checks = checks;
    }

    DeliveryAttempt read(MergeOutcome outcome) {
        if (outcome instanceof MergeOutcome.Merged merged) {
            return new DeliveryAttempt.Landed(merged);
        }
        if (outcome instanceof MergeOutcome.Blocked blocked) {
            return new DeliveryAttempt.Blocked(blocked);
        }
        if (outcome instanceof MergeOutcome.Conflict conflict) {
            return new DeliveryAttempt.Gap(Criterion.MERGED, conflict(conflict.paths(), baseBranch));
        }
        if (outcome instanceof MergeOutcome.CheckFailed failed) {
            return failedCheck(failed.checks());
        }
        if (outcome instanceof MergeOutcome.NothingToMerge) {
            return new DeliveryAttempt.Gap(
                    Criterion.MERGED, "The branch adds nothing to " + baseBranch + ": nothing was merged.");
        }
        return new DeliveryAttempt.Gap(Criterion.MERGED, "Nothing was merged: " + outcome);
    }

    private static String conflict(List<String> paths, String baseBranch) {
        return baseBranch + " changed the same places meanwhile: " + String.join(", ", paths)
                + ". Read its present version in the user's checkout by absolute path and make yours fit.";
    }

    private DeliveryAttempt failedCheck(List<CheckResult> results) {
        CheckResult failed = results.get(results.size() - 1);
        // Results stand in the order of the checks, so which check it was does not hang on a name.
        if (results.size() <= checks.size() && checks.get(results.size() - 1) instanceof ScopeCheck) {
            return new DeliveryAttempt.Gap(Criterion.CLEAN, "The merge would change paths " + failed.summary() + ".");
        }
        StringBuilder text = new StringBuilder("On the result of merging with ")
                .append(baseBranch)
                .append(", the check '");
        text.append(failed.check())
                .append("' failed: ")
                .append(failed.summary())
                .append('.');
        if (!failed.runs().isEmpty()) {
            String output = failed.runs().get(failed.runs().size() - 1).result().output();
            text.append(" Its output:\n").append(Excerpt.headAndTail(output, OUTPUT_CHARACTERS));
        }
        return new DeliveryAttempt.Gap(Criterion.IMPLEMENTED, text.toString());
    }
}
