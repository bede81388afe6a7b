/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import dev.helix.api.HelixHome;
import dev.helix.api.Limits;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.core.process.ProcessRunner;
import dev.helix.worktree.binding.Binder;
import dev.helix.worktree.binding.Reopener;
import dev.helix.worktree.checkout.ConfinedGit;
import dev.helix.worktree.checkout.HomeLayout;
import dev.helix.worktree.checkout.Workspaces;
import dev.helix.worktree.git.Git;
import dev.helix.worktree.repository.Identity;
import dev.helix.worktree.repository.Inspector;
import dev.helix.worktree.sandbox.BubblewrapSandbox;
import dev.helix.worktree.sandbox.CommandSandbox;
import dev.helix.worktree.sandbox.CommandsRefused;
import dev.helix.worktree.sandbox.HostEnvironment;
import dev.helix.worktree.sandbox.NoSandbox;
import dev.helix.worktree.sandbox.SandboxOptions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/** The assembly of a worktree service from its parts. */
record ServiceAssembly(
        CommandIsolation commands, String git, Optional<Identity> author, SandboxOptions options, Limits limits) {
    WorktreeService open(HelixHome home, InstantSource clock) {
        ProcessRunner processes = new ProcessRunner();
        boolean done = false;
        try {
            Git program = new Git(processes, git);
            GitRequirement.check(program);
            WorktreeService service = open(program, processes, HomeLayout.in(home), clock);
            done = true;
            return service;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorktreeStateException("interrupted while the worktree service was opened; open it again", e);
        } finally {
            if (!done) {
                processes.close();
            }
        }
    }

    private WorktreeService open(Git program, ProcessRunner processes, HomeLayout places, InstantSource clock) {
        CommandSandbox sandbox = sandbox(processes, new HelixHome(places.home()));
        Workspaces workspaces = new Workspaces(sandbox, processes, places);
        ConfinedGit.Means means = new ConfinedGit.Means(sandbox, processes, git);
        Binder binder = new Binder(workspaces, means, nonces());
        Reopener reopener = new Reopener(workspaces, means);
        Inspector inspector = new Inspector(program, places.agentFolders());
        return new GitWorktreeService(new GitWorktreeService.Tools(
                program, inspector, binder, reopener, places.agentFolders(), author, clock, workspaces, processes));
    }

    private CommandSandbox sandbox(ProcessRunner processes, HelixHome home) {
        return switch (commands) {
            case SANDBOXED -> {
                BubblewrapSandbox bubblewrap =
                        new BubblewrapSandbox(processes, home, HostEnvironment.current(), options, limits);
                yield bubblewrap
                        .probe()
                        .<CommandSandbox>map(CommandsRefused::new)
                        .orElse(bubblewrap);
            }
            case REFUSED -> new CommandsRefused("the host chose to refuse all commands; use the file tools");
            case UNSANDBOXED -> new NoSandbox(limits);
        };
    }

    private static Supplier<String> nonces() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        };
    }
}
