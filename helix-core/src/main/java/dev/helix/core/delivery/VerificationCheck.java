/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.MergeCandidate;
import dev.helix.api.worktree.MergeCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A check that lets a candidate land only if every verification command succeeds on it, in order, in one fresh
 * checkout.
 */
final class VerificationCheck implements MergeCheck {
    private final List<List<String>> commands;
    private final Duration limit;

    VerificationCheck(List<List<String>> commands, Duration limit) {
        this.commands = commands;
        this.limit = limit;
    }

    @Override
    public String name() {
        return "verification";
    }

    @Override
    public CheckResult run(MergeCandidate candidate) throws InterruptedException {
        Workspace workspace = candidate.workspace();
        List<CheckResult.Run> runs = new ArrayList<>();
        for (List<String> argv : commands) {
            Command command = new Command(argv, Map.of(), limit, Command.DEFAULT_OUTPUT_LIMIT_BYTES);
            CommandResult result = workspace.run(command, output -> {});
            runs.add(new CheckResult.Run(command, result));
            if (!result.succeeded()) {
                return CheckResult.failed(name(), candidate.tree(), failure(argv, result))
                        .runs(runs);
            }
        }
        return CheckResult.passed(name(), candidate.tree(), succeeded(runs.size()))
                .runs(runs);
    }

    private static String succeeded(int commands) {
        return commands == 1 ? "1 command succeeded" : commands + " commands succeeded";
    }

    private String failure(List<String> argv, CommandResult result) {
        String how = result.timedOut() ? "did not end within " + limit : "ended with status " + result.exitCode();
        return "`" + Command.line(argv) + "` " + how;
    }
}
