/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.checkout;

import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.worktree.git.GitResult;
import dev.helix.worktree.repository.GitRepository;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
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
    /** Largest pack taken in: it is handed over in memory. */
    private static final long LARGEST_PACK_BYTES = 512L * 1024 * 1024;

    private final GitRepository repository;

    PackImport(GitRepository repository) {
        this.repository = repository;
    }

    void admit(Path pack, TreeId tree, CommitId known) throws InterruptedException {
        byte[] bytes = read(pack);
        int objects = objects(bytes, pack);
        if (objects > 0) {
            GitResult result = objects <= UNPACK_LIMIT ? unpack(pack, bytes) : keep(bytes);
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
    private GitResult unpack(Path pack, byte[] bytes) throws InterruptedException {
        GitResult checked = repository.call().run("index-pack", "--strict", "-o", pack + ".idx", pack.toString());
        return checked.ok() ? repository.call().input(bytes).run("unpack-objects", "-q") : checked;
    }

    private GitResult keep(byte[] bytes) throws InterruptedException {
        return repository.call().input(bytes).run("index-pack", "--stdin", "--strict");
    }

    private static byte[] read(Path pack) {
        try (FileChannel channel = FileChannel.open(pack, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                InputStream in = Channels.newInputStream(channel)) {
            if (!Files.isRegularFile(pack, LinkOption.NOFOLLOW_LINKS) || channel.size() > LARGEST_PACK_BYTES) {
                throw new WorktreeStateException(
                        "the new files of the worktree take " + channel.size() + " bytes packed, at most "
                                + LARGEST_PACK_BYTES + " can be committed at once; commit in smaller steps",
                        null);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new WorktreeStateException("cannot read " + pack + ": " + e.getMessage() + "; check the disk", e);
        }
    }

    private static int objects(byte[] bytes, Path pack) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() == MAGIC) {
                in.readInt();
                return in.readInt();
            }
        } catch (IOException tooShort) {
            // Reported below.
        }
        throw new WorktreeStateException(pack + " is no git pack; try again", null);
    }

    private static WorktreeStateException refused(TreeId tree, String complaint) {
        return new WorktreeStateException(
                "tree " + tree + " of the worktree was not accepted into the repository: " + complaint
                        + "; remove what git objects to and commit again",
                null);
    }
}
