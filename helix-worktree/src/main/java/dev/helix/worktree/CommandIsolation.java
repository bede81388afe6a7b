/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

/** The ways in which the commands of agents are confined; the choice is always the host's, never the library's. */
public enum CommandIsolation {
    /** Commands run in a bubblewrap sandbox; where that cannot be put up they are refused. The default. */
    SANDBOXED,
    /** No command is run at all; agents change files through the guarded tools only. */
    REFUSED,
    /**
     * Commands run as ordinary processes of the host's user: they can change the user's checkout, its git directory and
     * everything else the user can. Only for hosts that trust the agent, or whose JVM runs in a container of its own.
     */
    UNSANDBOXED
}
