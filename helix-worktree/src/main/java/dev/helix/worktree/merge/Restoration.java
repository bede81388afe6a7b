/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.FileChange.Kind;
import dev.helix.worktree.git.GitCall;
import dev.helix.worktree.git.GitObjects;
import dev.helix.worktree.git.GitResult;
import dev.helix.worktree.git.PathNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The restoration of a checkout after an update that broke off half way, on a full disk for example.
 *
 * <p>The index is the base's still, since git writes it last, and the checkout was clean a moment before. Only what the
 * update can have left is touched: missing files, and files that begin like the candidate's. Anything else was written by
 * the user since, and stays.
 */
final class Restoration {
    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

    private final GitObjects objects;
    private final Path root;
    private final Candidate candidate;

    Restoration(GitObjects objects, Path root, Candidate candidate) {
        this.objects = objects;
        this.root = root;
        this.candidate = candidate;
    }

    void run(GitCall call) throws InterruptedException {
        List<String> old = new ArrayList<>();
        for (FileChange change : candidate.changes()) {
            if (!leftByTheUpdate(change)) {
                continue;
            }
            if (change.kind() == Kind.ADDED) {
                remove(PathNames.below(root, change.path()));
            } else {
                old.add(change.path());
            }
        }
        GitResult result = call.input(terminated(old)).run("checkout-index", "-q", "-f", "-u", "-z", "--stdin");
        if (!result.ok()) {
            LOG.error(
                    "The checkout {} could not be put back after a failed update; run 'git checkout -f' there: {}",
                    root,
                    result.complaint());
        }
    }

    private static byte[] terminated(List<String> paths) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String path : paths) {
            bytes.writeBytes(PathNames.bytes(path));
            bytes.write(0);
        }
        return bytes.toByteArray();
    }

    private boolean leftByTheUpdate(FileChange change) {
        Path path = PathNames.below(root, change.path());
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return change.kind() != Kind.ADDED;
        }
        if (change.kind() == Kind.DELETED || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return objects.beginsWith(candidate.tree(), change.path(), in);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private void remove(Path added) {
        try {
            Files.deleteIfExists(added);
            Path folder = added.getParent();
            while (folder != null && !folder.equals(root)) {
                Files.deleteIfExists(folder);
                folder = folder.getParent();
            }
        } catch (IOException occupied) {
            // A folder with other files stays.
        }
    }
}
