/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import dev.helix.core.process.ProcessRunner;
import dev.helix.core.process.ProcessStartException;
import java.nio.file.Path;

/**
 * The git command line, run on the host under {@link Hardening}. Thread-safe.
 *
 * <p>Calls name their git directory and work tree; nothing is ever discovered from a directory an agent can write.
 */
public final class Git {
    private final ProcessRunner processes;
    private final String program;

    /** Uses one git program, looked up in PATH unless it holds a slash, and one runner. */
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
     * @param drivers the drivers its configuration knows, to be switched off
     */
    public GitCall in(Path gitDir, Drivers drivers) {
        return GitCall.of(processes, program, gitDir, drivers);
    }

    /**
     * Starts describing a call that lets git find the repository around a directory of the user.
     *
     * @param directory an existing directory no agent has written to
     */
    public GitCall around(Path directory) {
        return GitCall.around(processes, program, directory);
    }

    /**
     * Asks the program what it is.
     *
     * @return what {@code git --version} printed
     * @throws ProcessStartException if there is no such program
     */
    public String banner() throws InterruptedException {
        return around(Path.of("/")).run("--version").text();
    }
}
