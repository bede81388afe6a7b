/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.checkout;

import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.worktree.git.GitResult;
import dev.helix.worktree.repository.GitRepository;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The import of a pack from the quarantine into the repository, as a server takes a push: every object is hashed
 * again, parsed and checked, and what the tree needs must be there.
 */
final class PackImport {
    /** Above this many objects the pack is kept whole instead of unpacked; git's own limit for pushes. */
    private static final int UNPACK_LIMIT = 100;
    /** A pack starts with "PACK", a version and the number of objects (gitformat-pack). */
    private static final int MAGIC = 0x5041434b;

    private final GitRepository repository;

    PackImport(GitRepository repository) {
        this.repository = repository;
    }

    void admit(Path pack, TreeId tree, CommitId known) throws InterruptedException {
        int objects = objects(pack);
        if (objects > 0) {
            GitResult result = objects <= UNPACK_LIMIT ? unpack(pack) : feed(pack, "index-pack", "--stdin", "--strict");
            if (!result.ok()) {
                throw refused(tree, result.complaint());
            }
        }
        GitResult connected =
                repository.call().run("rev-list", "--objects", "--quiet", tree.value(), "^" + known.value());
        if (!connected.ok()) {
            throw refused(tree, connected.complaint());
        }
    }

    /** Unpacking with a check at the end would leave the objects it refuses behind, so the check comes first. */
    private GitResult unpack(Path pack) throws InterruptedException {
        GitResult checked = repository.call().run("index-pack", "--strict", "-o", pack + ".idx", pack.toString());
        return checked.ok() ? feed(pack, "unpack-objects", "-q") : checked;
    }

    private GitResult feed(Path pack, String... command) throws InterruptedException {
        try (InputStream bytes = open(pack)) {
            return repository.call().runOn(bytes, command);
        } catch (IOException e) {
            throw unreadable(pack, e);
        }
    }

    private static InputStream open(Path pack) throws IOException {
        if (!Files.isRegularFile(pack, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(pack.toString(), null, "no regular file");
        }
        return Channels.newInputStream(
                FileChannel.open(pack, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }

    private static int objects(Path pack) {
        try (DataInputStream in = new DataInputStream(open(pack))) {
            if (in.readInt() == MAGIC) {
                in.readInt();
                return in.readInt();
            }
        } catch (EOFException tooShort) {
            // Reported below.
        } catch (IOException e) {
            throw unreadable(pack, e);
        }
        throw new WorktreeStateException(pack + " is no git pack; try again", null);
    }

    private static WorktreeStateException unreadable(Path pack, IOException cause) {
        return new WorktreeStateException(
                "cannot read " + pack + ": " + cause.getMessage() + "; check the disk", cause);
    }

    private static WorktreeStateException refused(TreeId tree, String complaint) {
        return new WorktreeStateException(
                "tree " + tree + " of the worktree was not accepted into the repository: " + complaint
                        + "; remove what git objects to and commit again",
                null);
    }
}
