/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.CommandStreams;
import dev.helix.api.workspace.Isolation;
import dev.helix.core.process.ProcessRunner;
import dev.helix.worktree.checkout.HomeLayout;
import dev.helix.worktree.git.Hardening;
import dev.helix.worktree.guard.GuardedWorkspace;
import dev.helix.worktree.guard.GuardedWorkspace.Commands;
import dev.helix.worktree.repository.GitRepository;
import dev.helix.worktree.sandbox.CommandSandbox;
import dev.helix.worktree.sandbox.SandboxLayout;
import java.nio.file.Path;
import java.util.List;

/**
 * A runner of commands that see the user's own checkout and can change nothing of it: no path of the host is writable
 * for them. Thread-safe.
 *
 * @param sandbox the boundary
 * @param processes starts them
 * @param places the folders of the library
 */
record ReadOnlyCommands(CommandSandbox sandbox, ProcessRunner processes, HomeLayout places) {
    CommandResult run(GitRepository repository, Command command, CommandStreams streams) throws InterruptedException {
        Path root = repository.facts().root();
        if (sandbox.isolation() == Isolation.NONE) {
            throw new CommandRefusedException(
                    command.argv().get(0) + " was not run: without a sandbox nothing keeps it from changing " + root
                            + "; bind a worktree, or choose CommandIsolation.SANDBOXED",
                    null);
        }
        SandboxLayout layout = repository
                .view()
                .around(
                        root,
                        List.of(),
                        List.of(root),
                        Hardening.passOn(repository.view().settings()));
        return new GuardedWorkspace(root, places.pins(), new Commands(sandbox, processes, () -> layout))
                .run(command, streams);
    }
}
