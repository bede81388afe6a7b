/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandResult;
import java.util.List;

/**
 * The findings of a merge check. Immutable.
 *
 * @param check the check's name
 * @param tree the tree it looked at
 * @param passed whether the candidate may land as far as this check is concerned
 * @param summary one line for people; what is wrong when it did not pass
 * @param runs the commands it ran, in order, possibly none
 */
public record CheckResult(String check, TreeId tree, boolean passed, String summary, List<Run> runs) {
    /**
     * Copies the runs.
     *
     * @param check the check's name
     * @param tree the tree it looked at
     * @param passed whether the candidate may land
     * @param summary one line for people
     * @param runs the commands it ran
     */
    public CheckResult {
        runs = List.copyOf(runs);
    }

    /**
     * A command together with how it ended. Immutable.
     *
     * @param command what was run
     * @param result how it ended
     */
    public record Run(Command command, CommandResult result) {}
}
