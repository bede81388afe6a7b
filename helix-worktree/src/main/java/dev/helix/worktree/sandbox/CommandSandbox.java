/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import dev.helix.api.Limits;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.Isolation;
import dev.helix.core.process.ProcessSpec;
import java.util.List;

/** A sandbox that puts commands behind a boundary. Implementations are thread-safe. */
public interface CommandSandbox {
    /** {@return how strongly commands are held, the level in force} */
    Isolation isolation();

    /** {@return the same boundary with other limits on what one command may use} */
    CommandSandbox within(Limits limits);

    /**
     * Describes the process that runs a command behind the boundary. To be started once: what the description needs is
     * removed when the process has ended.
     *
     * @param argv program and arguments, not empty
     * @return a description to which limits and input can be added
     * @throws CommandRefusedException if the boundary runs no commands, cannot be put up, or a path of the layout does
     *     not exist or leads over a symbolic link
     */
    ProcessSpec.Builder prepare(SandboxLayout layout, List<String> argv);
}
