/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import dev.helix.api.workspace.Isolation;
import java.util.List;

/**
 * A command sandbox that runs commands as ordinary processes of the host's user: nothing confines them. Only for
 * hosts that chose so.
 */
public final class NoSandbox implements CommandSandbox {
    /** Creates it; the choice of a host that trusts its agents or confines the whole JVM. */
    public NoSandbox() {}

    @Override
    public Isolation isolation() {
        return Isolation.NONE;
    }

    @Override
    public List<String> wrap(SandboxLayout layout, List<String> argv) {
        return List.copyOf(argv);
    }
}
