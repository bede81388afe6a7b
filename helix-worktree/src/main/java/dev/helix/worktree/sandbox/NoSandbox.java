/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import dev.helix.api.Limits;
import dev.helix.api.workspace.Isolation;
import dev.helix.core.process.ProcessSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command sandbox that runs commands as ordinary processes of the host's user: nothing confines them. Only for
 * hosts that chose so.
 */
public final class NoSandbox implements CommandSandbox {
    private final Limits limits;

    /** Creates it; the choice of a host that trusts its agents or confines the whole JVM. */
    public NoSandbox(Limits limits) {
        this.limits = limits;
    }

    @Override
    public Isolation isolation() {
        return Isolation.NONE;
    }

    @Override
    public CommandSandbox within(Limits other) {
        return new NoSandbox(other);
    }

    @Override
    public ProcessSpec.Builder prepare(SandboxLayout layout, List<String> argv) {
        return ProcessSpec.in(layout.workingDirectory(), argv)
                .environment(SandboxEnvironment.of(variables(), layout.environment()))
                .resources(CommandLimits.of(limits, layout));
    }

    private static Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        for (String name : List.of("PATH", "HOME", "USER", "LOGNAME", "JAVA_HOME")) {
            Optional.ofNullable(System.getenv(name)).ifPresent(value -> variables.put(name, value));
        }
        return variables;
    }
}
