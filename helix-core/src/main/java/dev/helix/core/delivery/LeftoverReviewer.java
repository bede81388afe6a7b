/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.worktree.Finding;
import dev.helix.api.worktree.ReviewContext;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.ReviewVerdict;
import dev.helix.api.worktree.Reviewer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reviewer that objects to what is never meant to be merged: no change at all, nested repositories, conflict
 * markers. Thread-safe.
 */
final class LeftoverReviewer implements Reviewer {
    /** A hunk's header with the lines of the old and the new side, see "unified format" of diff; a missing count is 1. */
    private static final Pattern HUNK = Pattern.compile("@@ -\\d+(?:,(\\d+))? \\+\\d+(?:,(\\d+))? @@");

    @Override
    public String name() {
        return "leftovers";
    }

    @Override
    public ReviewVerdict review(ReviewSubject subject, ReviewContext context) {
        return ReviewVerdict.of(findings(subject));
    }

    static List<Finding> findings(ReviewSubject subject) {
        List<Finding> findings = new ArrayList<>();
        if (subject.changes().isEmpty()) {
            findings.add(Finding.of("nothing differs from the start: there is nothing to merge"));
        }
        subject.changes().stream()
                .filter(change -> change.submodule())
                .forEach(
                        change -> findings.add(at(change.path(), "is a nested repository: remove its .git directory")));
        markedFiles(subject.diff()).forEach(file -> findings.add(at(file, "holds conflict markers: resolve them")));
        return findings;
    }

    private static Finding at(String file, String text) {
        return Finding.builder(text).file(file).build();
    }

    /** Finds files in which the change adds both ends of a conflict. */
    private static List<String> markedFiles(String diff) {
        Set<String> marked = new LinkedHashSet<>();
        String file = "";
        boolean opened = false;
        int left = 0;
        for (String line : diff.split("\n", -1)) {
            Matcher hunk = HUNK.matcher(line);
            if (left > 0) {
                // Only lines of a hunk are content, and a content line may well look like a header.
                left -= line.startsWith("\\") ? 0 : line.startsWith(" ") ? 2 : 1;
                opened |= line.startsWith("+<<<<<<< ");
                if (opened && line.startsWith("+>>>>>>> ")) {
                    marked.add(file);
                }
            } else if (hunk.lookingAt()) {
                left = lines(hunk.group(1)) + lines(hunk.group(2));
            } else if (line.startsWith("+++ ")) {
                file = line.substring(4).replaceFirst("^b/", "");
                opened = false;
            }
        }
        return List.copyOf(marked);
    }

    private static int lines(@Nullable String count) {
        return count == null ? 1 : Integer.parseInt(count);
    }
}
