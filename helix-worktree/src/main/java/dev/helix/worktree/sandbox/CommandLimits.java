/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import dev.helix.api.Limits;
import dev.helix.core.process.ResourceLimits;

/** A translation of a host's limits into those of one process tree. */
final class CommandLimits {
    private CommandLimits() {}

    static ResourceLimits of(Limits limits, SandboxLayout layout) {
        return new ResourceLimits(
                limits.commandMemoryBytes(),
                limits.commandProcesses(),
                limits.commandProcessorTime(),
                limits.commandDiskBytes(),
                layout.writable());
    }
}
