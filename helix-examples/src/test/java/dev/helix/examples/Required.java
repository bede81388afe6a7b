/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples;

import static org.assertj.core.api.Assertions.fail;

import dev.helix.api.HelixHome;
import dev.helix.worktree.GitWorktrees;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Skips a test that lacks a part of the system, or fails it where HELIX_REQUIRE_ALL says that nothing may be skipped. */
public final class Required {
    private Required() {}

    /** Goes on only where commands can be sandboxed. */
    public static void sandbox(HelixHome home) {
        Optional<String> missing = GitWorktrees.sandboxProblem(home);
        that(missing.isEmpty(), missing.orElse(""));
    }

    /** Goes on only where something is there. */
    public static void that(boolean there, String complaint) {
        if (there) {
            return;
        }
        if ("true".equals(System.getenv("HELIX_REQUIRE_ALL"))) {
            fail("HELIX_REQUIRE_ALL is set, but: " + complaint);
        }
        System.out.println("SKIPPED: " + complaint);
        Assumptions.abort(complaint);
    }
}
