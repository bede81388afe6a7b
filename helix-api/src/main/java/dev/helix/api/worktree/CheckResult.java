/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandResult;
import java.util.List;

/** The findings of a merge check. Immutable. */
public final class CheckResult extends NamedParts {
    private final String check;
    private final TreeId tree;
    private final boolean passed;
    private final String summary;
    private final List<Run> runs;

    private CheckResult(String check, TreeId tree, boolean passed, String summary, List<Run> runs) {
        super("check, tree, passed, summary, runs", check, tree, passed, summary, runs);
        this.check = check;
        this.tree = tree;
        this.passed = passed;
        this.summary = summary;
        this.runs = List.copyOf(runs);
    }

    /**
     * Creates the result of a check that passed.
     *
     * @param check the check's name
     * @param tree the tree it looked at
     * @param summary one line for people
     * @return a result without runs
     */
    public static CheckResult passed(String check, TreeId tree, String summary) {
        return new CheckResult(check, tree, true, summary, List.of());
    }

    /**
     * Creates the result of a check that failed, which keeps the candidate from landing.
     *
     * @param check the check's name
     * @param tree the tree it looked at
     * @param summary one line for people that says what is wrong
     * @return a result without runs
     */
    public static CheckResult failed(String check, TreeId tree, String summary) {
        return new CheckResult(check, tree, false, summary, List.of());
    }

    /** {@return the same result with these commands instead of others, in the order they ran} */
    public CheckResult runs(List<Run> commands) {
        return new CheckResult(check, tree, passed, summary, requireNonNull(commands, "commands"));
    }

    /** {@return the check's name} */
    public String check() {
        return check;
    }

    /** {@return the tree it looked at} */
    public TreeId tree() {
        return tree;
    }

    /** {@return whether the candidate may land as far as this check is concerned} */
    public boolean passed() {
        return passed;
    }

    /** {@return one line for people; what is wrong when it did not pass} */
    public String summary() {
        return summary;
    }

    /** {@return the commands it ran, in order, possibly none} */
    public List<Run> runs() {
        return runs;
    }

    /**
     * A command and how it ended. Immutable.
     *
     * @param command what was run
     * @param result how it ended
     */
    public record Run(Command command, CommandResult result) {
        /** Refuses null. */
        public Run {
            requireNonNull(command, "command");
            requireNonNull(result, "result");
        }
    }
}
