/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import dev.helix.api.HelixHome;
import dev.helix.api.Limits;
import dev.helix.core.process.ProcessRunner;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sandboxes as tests need them: with a home directory of their own, and the programs of this machine. */
public final class Sandboxes {
    private Sandboxes() {}

    /** Makes a sandbox with all defaults. */
    public static BubblewrapSandbox of(ProcessRunner runner, Path helixHome, Path userHome) {
        return of(runner, helixHome, userHome, SandboxOptions.DEFAULTS, Limits.defaults());
    }

    static BubblewrapSandbox of(
            ProcessRunner runner, Path helixHome, Path userHome, SandboxOptions options, Limits limits) {
        return new BubblewrapSandbox(runner, HelixHome.at(helixHome), host(userHome), options, limits);
    }

    static HostEnvironment host(Path userHome) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("HOME", userHome.toString());
        return new HostEnvironment(variables, List.of(userHome));
    }
}
