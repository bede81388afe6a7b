/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.HelixHome;
import dev.helix.worktree.CommandIsolation;
import dev.helix.worktree.GitWorktrees;
import java.util.Optional;

/**
 * The choice of how the commands of agents are confined, and who made it.
 *
 * @param isolation what the library is told
 * @param words one line for the reader
 */
record SandboxChoice(CommandIsolation isolation, String words) {

    /**
     * Chooses: sandboxed where that works; without a sandbox only on the throw-away project, or when told to.
     *
     * @throws SandboxMissingException if commands could not be held and nobody said that this is all right
     */
    static SandboxChoice of(Options options, HelixHome home, boolean sample) {
        return options.unsandboxed()
                ? nothingHolds("you said --unsandboxed")
                : of(GitWorktrees.sandboxProblem(home), sample);
    }

    private static SandboxChoice of(Optional<String> problem, boolean sample) {
        if (problem.isEmpty()) {
            return new SandboxChoice(
                    CommandIsolation.SANDBOXED,
                    "sandboxed by bubblewrap: no network, nothing writable but the worktree");
        }
        if (sample) {
            return nothingHolds("this example chose so for its throw-away project, because the sandbox does not work"
                    + " here: " + problem.get());
        }
        throw new SandboxMissingException(problem.get());
    }

    private static SandboxChoice nothingHolds(String why) {
        return new SandboxChoice(
                CommandIsolation.UNSANDBOXED, "NOT SANDBOXED: commands of agents can do all that you can; " + why);
    }

    boolean held() {
        return isolation == CommandIsolation.SANDBOXED;
    }
}
