/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.checkout;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.FileChange.Kind;
import dev.helix.api.worktree.TreeId;
import dev.helix.worktree.git.Fields;
import dev.helix.worktree.git.PathNames;
import java.util.ArrayList;
import java.util.Arrays;
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
        int end = 0;
        while (output[end] != '\n') {
            end++;
        }
        List<FileChange> changes = new ArrayList<>();
        List<byte[]> fields = Fields.of(Arrays.copyOfRange(output, end + 1, output.length));
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            String[] entry = new String(fields.get(i), US_ASCII).substring(1).split(" ", -1);
            changes.add(change(entry, PathNames.text(fields.get(i + 1))));
        }
        changes.sort(Comparator.comparing(FileChange::path));
        return new Quarantine.Inspection(new TreeId(new String(output, 0, end, US_ASCII)), List.copyOf(changes));
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
