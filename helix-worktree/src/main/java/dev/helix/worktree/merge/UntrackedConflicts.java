/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.FileChange.Kind;
import dev.helix.api.worktree.TreeId;
import dev.helix.worktree.git.GitObjects;
import dev.helix.worktree.git.PathNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A finder of untracked and ignored files in a clean checkout that stand where a candidate would put something.
 *
 * <p>Git protects untracked files from being overwritten, but not ignored ones: {@code .env} would silently be replaced
 * by a {@code .env} that an agent added.
 */
final class UntrackedConflicts {
    private final GitObjects objects;
    private final Path root;
    private final Candidate candidate;
    private final TreeId before;
    private final TreeSet<String> found = new TreeSet<>();

    UntrackedConflicts(GitObjects objects, Path root, Candidate candidate) {
        this.objects = objects;
        this.root = root;
        this.candidate = candidate;
        this.before = objects.commit(candidate.base()).tree();
    }

    List<String> inTheWay() {
        for (FileChange change : candidate.changes()) {
            if (change.kind() == Kind.ADDED) {
                lookAt(change.path());
            }
        }
        return List.copyOf(found);
    }

    private void lookAt(String added) {
        lookAbove(added);
        Path path = PathNames.below(root, added);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            lookBelow(path);
        } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            found.add(added);
        }
    }

    /** A file or link where a folder is needed, unless the base tracks it, for then the candidate replaces it. */
    private void lookAbove(String added) {
        byte[] bytes = PathNames.bytes(added);
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] != '/') {
                continue;
            }
            String parent = PathNames.text(Arrays.copyOf(bytes, end));
            Path path = PathNames.below(root, parent);
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                if (!objects.contains(before, parent)) {
                    found.add(parent);
                }
                return;
            }
        }
    }

    /** A folder where a file is needed: all files in it must be the base's, which the candidate removes. */
    private void lookBelow(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> PathNames.text(root, path))
                    .filter(path -> !objects.contains(before, path))
                    .forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
