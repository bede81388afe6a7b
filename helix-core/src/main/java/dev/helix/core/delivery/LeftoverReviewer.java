/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.ReviewVerdict;
import dev.helix.api.worktree.Reviewer;
import java.util.ArrayList;
import java.util.List;

/** Objects to what is never meant to be merged: no change at all, nested repositories, conflict markers. Thread-safe. */
final class LeftoverReviewer implements Reviewer {
    @Override
    public String name() {
        return "leftovers";
    }

    @Override
    public ReviewVerdict review(ReviewSubject subject) {
        List<String> findings = new ArrayList<>();
        if (subject.changes().isEmpty()) {
            findings.add("nothing differs from the start: there is nothing to merge");
        }
        subject.changes().stream()
                .filter(change -> change.submodule())
                .forEach(change -> findings.add(change.path() + " is a nested repository: remove its .git directory"));
        markedFiles(subject.diff()).forEach(file -> findings.add(file + " holds conflict markers: resolve them"));
        return new ReviewVerdict(findings);
    }

    /** Finds files in which the change adds both ends of a conflict. */
    private static List<String> markedFiles(String diff) {
        List<String> marked = new ArrayList<>();
        String file = "";
        boolean opened = false;
        for (String line : diff.split("\n", -1)) {
            if (line.startsWith("+++ ")) {
                file = line.substring(4).replaceFirst("^b/", "");
                opened = false;
            } else if (line.startsWith("+<<<<<<< ")) {
                opened = true;
            } else if (opened && line.startsWith("+>>>>>>> ")) {
                marked.add(file);
                opened = false;
            }
        }
        return marked;
    }
}
