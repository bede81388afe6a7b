/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import dev.helix.core.process.ProcessRunner;
import dev.helix.core.process.ProcessStartException;
import dev.helix.worktree.GitUnavailableException;
import java.nio.file.Path;

/**
 * The git command line, run on the host under {@link Hardening}. Thread-safe.
 *
 * <p>Calls name their git directory and work tree; nothing is ever discovered from a directory an agent can write.
 */
public final class Git {
    private final ProcessRunner processes;
    private final String program;

    /**
     * Uses one program and one runner.
     *
     * @param processes runs every git process
     * @param program the git program, looked up in PATH unless it holds a slash
     */
    public Git(ProcessRunner processes, String program) {
        this.processes = processes;
        this.program = program;
    }

    /** {@return the program, a name or path} */
    public String program() {
        return program;
    }

    /**
     * Starts describing a call on a repository.
     *
     * @param gitDir the git directory
     * @param drivers the drivers its configuration knows, to be switched off
     * @return a call
     */
    public GitCall in(Path gitDir, Drivers drivers) {
        return GitCall.of(processes, program, gitDir, drivers);
    }

    /**
     * Starts describing a call that lets git find the repository around a directory of the user.
     *
     * @param directory an existing directory no agent has written to
     * @return a call
     */
    public GitCall around(Path directory) {
        return GitCall.around(processes, program, directory);
    }

    /**
     * Checks that the program is there and recent enough.
     *
     * @throws GitUnavailableException if it is missing or older than {@link GitVersion#OLDEST_SUPPORTED}
     * @throws InterruptedException if the calling thread was interrupted
     */
    public void check() throws InterruptedException {
        String banner;
        try {
            banner = around(Path.of("/")).run("--version").text();
        } catch (ProcessStartException e) {
            throw new GitUnavailableException(
                    "git was not found as '" + program + "'; install git " + GitVersion.OLDEST_SUPPORTED
                            + " or newer, or name the program with GitWorktrees.builder().git(path)",
                    e);
        }
        GitVersion found = GitVersion.parse(banner)
                .orElseThrow(() -> new GitUnavailableException(
                        "'" + program + " --version' printed '" + banner + "', which names no git version; name the"
                                + " git program with GitWorktrees.builder().git(path)",
                        null));
        if (found.compareTo(GitVersion.OLDEST_SUPPORTED) < 0) {
            throw new GitUnavailableException(
                    "'" + program + "' is git " + found + ", but " + GitVersion.OLDEST_SUPPORTED
                            + " or newer is needed to merge without touching a checkout; upgrade it, or name a newer"
                            + " one with GitWorktrees.builder().git(path)",
                    null);
        }
    }
}
