/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import dev.helix.api.scope.PathRules;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.MergeCandidate;
import dev.helix.api.worktree.MergeCheck;
import java.util.List;

/** A check that lets a candidate land only if the merge changes nothing but paths in scope. Thread-safe. */
public final class ScopeCheck implements MergeCheck {
    private final ScopeLock scope;

    /** Checks against the rules that are in force when a candidate is checked. */
    public ScopeCheck(ScopeLock scope) {
        this.scope = scope;
    }

    @Override
    public String name() {
        return "scope";
    }

    @Override
    public CheckResult run(MergeCandidate candidate) {
        PathRules rules = scope.rules();
        List<String> outside = ScopeReviewer.outside(rules, candidate.changes());
        String summary = outside.isEmpty()
                ? changed(candidate.changes().size()) + ", all in scope (" + rules + ")"
                : "outside the scope (" + rules + "): " + String.join(", ", outside);
        return outside.isEmpty()
                ? CheckResult.passed(name(), candidate.tree(), summary)
                : CheckResult.failed(name(), candidate.tree(), summary);
    }

    private static String changed(int paths) {
        return paths == 1 ? "1 changed path" : paths + " changed paths";
    }
}
