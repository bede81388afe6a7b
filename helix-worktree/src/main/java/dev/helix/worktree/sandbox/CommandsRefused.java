/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import dev.helix.api.Limits;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.Isolation;
import dev.helix.core.process.ProcessSpec;
import java.util.List;

/** A sandbox that runs no command at all; files are reached through the guarded tools only. */
public final class CommandsRefused implements CommandSandbox {
    private final String reason;

    /**
     * Creates it.
     *
     * @param reason why commands are not run here, and the way out; becomes the message of every refusal
     */
    public CommandsRefused(String reason) {
        this.reason = reason;
    }

    @Override
    public Isolation isolation() {
        return Isolation.NO_COMMANDS;
    }

    @Override
    public CommandSandbox within(Limits limits) {
        return this;
    }

    @Override
    public ProcessSpec.Builder prepare(SandboxLayout layout, List<String> argv) {
        throw new CommandRefusedException(argv.get(0) + " was not run: " + reason, null);
    }
}
