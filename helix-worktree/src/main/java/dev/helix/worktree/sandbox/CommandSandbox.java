/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.Isolation;
import dev.helix.core.process.ProcessSpec;
import java.util.List;

/** A sandbox that puts commands behind a boundary. Implementations are thread-safe. */
public interface CommandSandbox {
    /** {@return how strongly commands are held, the level in force} */
    Isolation isolation();

    /**
     * Turns a command into one that runs behind the boundary.
     *
     * @param layout what the command may see and change
     * @param argv program and arguments, not empty
     * @return an argument vector for the process runner
     * @throws CommandRefusedException if the boundary runs no commands, cannot be put up, or a path of the layout does
     *     not exist or leads over a symbolic link
     */
    List<String> wrap(SandboxLayout layout, List<String> argv);

    /**
     * Describes the process to start: the wrapped command in its working directory with its environment.
     *
     * @param layout what the command may see and change
     * @param argv program and arguments, not empty
     * @return a description to which limits and input can be added
     * @throws CommandRefusedException as {@link #wrap} does
     */
    default ProcessSpec.Builder prepare(SandboxLayout layout, List<String> argv) {
        return ProcessSpec.in(layout.workingDirectory(), wrap(layout, argv))
                .environment(SandboxEnvironment.of(layout.environment()));
    }
}
