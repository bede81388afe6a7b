/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import dev.helix.api.scope.PathRules;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.Finding;
import dev.helix.api.worktree.ReviewContext;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.ReviewVerdict;
import dev.helix.api.worktree.Reviewer;
import java.util.List;

/** A reviewer that objects to every changed path that is not in scope, whoever or whatever changed it. Thread-safe. */
public final class ScopeReviewer implements Reviewer {
    private final ScopeLock scope;

    /** Reviews against the rules that are in force when a change is reviewed. */
    public ScopeReviewer(ScopeLock scope) {
        this.scope = scope;
    }

    @Override
    public String name() {
        return "scope";
    }

    @Override
    public ReviewVerdict review(ReviewSubject subject, ReviewContext context) {
        PathRules rules = scope.rules();
        return ReviewVerdict.of(outside(rules, subject.changes()).stream()
                .map(path -> Finding.builder("is outside the scope (" + rules + "): restore it")
                        .file(path)
                        .build())
                .toList());
    }

    /** {@return the changed paths that the rules do not allow} */
    static List<String> outside(PathRules rules, List<FileChange> changes) {
        return changes.stream()
                .map(FileChange::path)
                .filter(path -> !rules.allows(path))
                .toList();
    }
}
