/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.helix.api.HelixHome;
import java.util.Optional;

/** Skips a test whose program is missing, saying why, or fails it where everything must run. */
final class HostTools {
    private HostTools() {}

    static void requireSandbox(HelixHome home) {
        Optional<String> problem = GitWorktrees.sandboxProblem(home);
        if (problem.isPresent()) {
            if ("true".equals(System.getenv("HELIX_REQUIRE_ALL"))) {
                throw new AssertionError("the sandbox must run here: " + problem.get());
            }
            assumeTrue(false, problem.get());
        }
    }
}
