/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.FileChange.Kind;
import dev.helix.api.worktree.TreeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A parser for a tree id followed by {@code git diff-index --raw -z}.
 *
 * <p>Each entry is {@code :oldmode newmode oldid newid status}, a NUL, the path, a NUL (git-diff-index, "raw output
 * format"); without rename detection the status is one of A, D, M and T.
 */
final class RawDiff {
    private static final String GITLINK_MODE = "160000";

    private RawDiff() {}

    static Quarantine.Inspection parse(byte[] output) {
        String text = new String(output, UTF_8);
        int end = text.indexOf('\n');
        List<FileChange> changes = new ArrayList<>();
        String[] fields = text.substring(end + 1).split("\0", -1);
        for (int i = 0; i + 1 < fields.length; i += 2) {
            changes.add(change(fields[i].substring(1).split(" ", -1), fields[i + 1]));
        }
        changes.sort(Comparator.comparing(FileChange::path));
        return new Quarantine.Inspection(new TreeId(text.substring(0, end)), List.copyOf(changes));
    }

    private static FileChange change(String[] entry, String path) {
        boolean submodule = entry[0].equals(GITLINK_MODE) || entry[1].equals(GITLINK_MODE);
        return new FileChange(path, kind(entry[4]), submodule);
    }

    private static Kind kind(String status) {
        return switch (status.charAt(0)) {
            case 'A' -> Kind.ADDED;
            case 'D' -> Kind.DELETED;
            default -> Kind.MODIFIED;
        };
    }
}
