/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.checkout;

import dev.helix.api.Limits;
import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.CommandStreams;
import dev.helix.api.workspace.Isolation;
import dev.helix.api.workspace.Workspace;
import dev.helix.core.process.ProcessRunner;
import dev.helix.core.workspace.ForwardingWorkspace;
import dev.helix.worktree.git.Hardening;
import dev.helix.worktree.guard.GuardedWorkspace;
import dev.helix.worktree.guard.GuardedWorkspace.Commands;
import dev.helix.worktree.repository.GitRepository;
import dev.helix.worktree.sandbox.CommandSandbox;
import dev.helix.worktree.sandbox.SandboxLayout;
import java.nio.file.Path;
import java.util.List;

/** A factory of guarded, sandboxed workspaces. Thread-safe. */
public record Workspaces(CommandSandbox sandbox, ProcessRunner processes, HomeLayout places) {
    /** {@return a factory of workspaces whose commands are held to other limits} */
    public Workspaces within(Limits limits) {
        return new Workspaces(sandbox.within(limits), processes, places);
    }

    /** {@return a workspace in which the checkout is writable and every git directory read-only} */
    public Workspace of(GitRepository repository, Checkout checkout) {
        Path root = checkout.root();
        return workspace(repository, root, List.of(root), List.of(root.resolve(".git")));
    }

    /**
     * Runs a command that sees the user's own checkout and can change nothing of it: no path of the host is writable for
     * it.
     *
     * @throws CommandRefusedException if there is no sandbox
     */
    public CommandResult runReadOnly(GitRepository repository, Command command, CommandStreams streams)
            throws InterruptedException {
        Path root = repository.facts().root();
        if (sandbox.isolation() == Isolation.NONE) {
            throw new CommandRefusedException(
                    command.argv().get(0) + " was not run: without a sandbox nothing keeps it from changing " + root
                            + "; bind a worktree, or choose CommandIsolation.SANDBOXED",
                    null);
        }
        return workspace(repository, root, List.of(), List.of(root)).run(command, streams);
    }

    private Workspace workspace(GitRepository repository, Path root, List<Path> writable, List<Path> readOnly) {
        SandboxLayout layout = repository
                .view()
                .around(
                        root,
                        writable,
                        readOnly,
                        Hardening.passOn(repository.view().settings()));
        return new ForwardingWorkspace(
                new GuardedWorkspace(root, places.pins(), new Commands(sandbox, processes, layout)));
    }
}
