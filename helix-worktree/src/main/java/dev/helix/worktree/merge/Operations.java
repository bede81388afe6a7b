/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.BlockedReason;
import dev.helix.worktree.repository.Checkouts.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A detector of merges, rebases and the like that a person has under way in a checkout. */
final class Operations {
    /** What git leaves in a checkout's git directory while it is at it (gitrepository-layout, sequencer and bisect). */
    private static final Map<String, String> TRACES = Map.of(
            "MERGE_HEAD", "merge",
            "CHERRY_PICK_HEAD", "cherry-pick",
            "REVERT_HEAD", "revert",
            "rebase-merge", "rebase",
            "rebase-apply", "rebase",
            "BISECT_LOG", "bisection");

    private Operations() {}

    /** Finds an operation under way in the checkout that holds the base branch. */
    static Optional<Landing.Blocked> in(Checkout checkout) {
        return TRACES.entrySet().stream()
                .filter(trace -> Files.exists(checkout.gitDir().resolve(trace.getKey())))
                .findFirst()
                .map(trace -> underWay(checkout, trace.getValue()));
    }

    /** Finds a rebase or bisection of the base branch: meanwhile its checkout is detached and seems not to hold it. */
    static Optional<Landing.Blocked> rebasing(List<Checkout> checkouts, String baseRef) {
        for (Checkout checkout : checkouts) {
            for (String trace : new String[] {"rebase-merge/head-name", "rebase-apply/head-name"}) {
                if (baseRef.equals(read(checkout.gitDir().resolve(trace)))) {
                    return Optional.of(underWay(checkout, "rebase"));
                }
            }
            if (baseRef.equals("refs/heads/" + read(checkout.gitDir().resolve("BISECT_START")))) {
                return Optional.of(underWay(checkout, "bisection"));
            }
        }
        return Optional.empty();
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException vanished) {
            // The operation ended this moment.
            return "";
        }
    }

    private static Landing.Blocked underWay(Checkout checkout, String what) {
        return Landing.Blocked.of(
                BlockedReason.OPERATION_IN_PROGRESS,
                "a " + what + " is under way in " + checkout.root() + "; finish or abort it, then try again",
                List.of());
    }
}
