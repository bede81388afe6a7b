/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.workspace;

/** The levels of isolation for the commands of a workspace. Ordered from weak to strong; later releases add
 * levels: code that looks at constants keeps a default branch. */
public enum Isolation {
    /** Commands run as ordinary processes of the host's user: nothing holds them. */
    NONE,
    /** Commands are not run at all; files are reached through guarded tools only. */
    NO_COMMANDS,
    /** Commands run in a sandbox of the operating system: read-only root, no network, no capabilities. */
    SANDBOX,
    /** Commands run in a container. */
    CONTAINER,
    /** Commands run in a virtual machine. */
    VM
}
