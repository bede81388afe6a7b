/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A look at what already stands in the way of a merge before any work begins. Confined to one thread. */
final class Blockers {
    private static final Map<String, String> OPERATIONS = new TreeMap<>(Map.of(
            "MERGE_HEAD", "a merge",
            "rebase-merge", "a rebase",
            "rebase-apply", "a rebase",
            "CHERRY_PICK_HEAD", "a cherry-pick",
            "REVERT_HEAD", "a revert",
            "BISECT_LOG", "a bisect"));
    private static final int SHOWN = 10;

    private Blockers() {}

    /**
     * Looks at a checkout.
     *
     * @param directory any directory inside the checkout; what is no checkout has no blockers, and is refused later
     * @return one entry per blocker with the way out, possibly empty
     */
    static List<String> in(Path directory) throws InterruptedException {
        List<String> blockers = new ArrayList<>();
        GitProgram git = GitProgram.in(directory);
        try {
            Path root = Path.of(git.run("rev-parse", "--show-toplevel").strip());
            for (Map.Entry<String, String> operation : OPERATIONS.entrySet()) {
                Path trace = Path.of(git.run("rev-parse", "--git-path", operation.getKey())
                        .strip());
                if (Files.exists(directory.resolve(trace))) {
                    blockers.add(operation.getValue() + " is under way in " + root + "; finish or abort it");
                }
            }
            List<String> changed = git.run("status", "--porcelain", "--untracked-files=no")
                    .lines()
                    .toList();
            if (!changed.isEmpty()) {
                blockers.add(changed(root, changed));
            }
        } catch (IOException refusedLater) {
            blockers.clear();
        }
        return blockers;
    }

    private static String changed(Path root, List<String> changed) {
        int more = changed.size() - SHOWN;
        String files = TextFormat.plural(changed.size(), "changed file");
        String list = String.join("\n", changed.subList(0, Math.min(SHOWN, changed.size())));
        return root + " has " + files + " that no commit holds; commit or stash them\n" + list
                + (more > 0 ? "\n... and " + more + " more" : "");
    }
}
