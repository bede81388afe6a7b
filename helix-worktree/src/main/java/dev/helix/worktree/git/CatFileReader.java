/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import static org.eclipse.jgit.lib.Constants.OBJ_BLOB;
import static org.eclipse.jgit.lib.Constants.OBJ_COMMIT;
import static org.eclipse.jgit.lib.Constants.OBJ_TAG;
import static org.eclipse.jgit.lib.Constants.OBJ_TREE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ObjectStream;

/**
 * An object reader for JGit's walks and diffs that gets its bytes from {@code git cat-file}.
 *
 * <p>JGit's own object store is not used: it would install a shutdown hook, start {@code git} to find its configuration,
 * write to the user's configuration folder and share its window cache with a host that uses JGit itself. What is used is
 * the parsing above it, which does none of that. Confined to one thread.
 */
final class CatFileReader extends ObjectReader {
    /** Objects above this size are known by size only: 8 MiB, more than any text a reviewer reads. */
    static final int LARGEST_BYTES = 8 * 1024 * 1024;

    private final CatFile git;
    private final Path shallow;

    /** Reads by way of git; {@code shallow} is the file that names the commits without history. */
    CatFileReader(CatFile git, Path shallow) {
        this.git = git;
        this.shallow = shallow;
    }

    @Override
    public ObjectReader newReader() {
        return new CatFileReader(git, shallow);
    }

    /** Shortens without looking for others that begin the same: nothing is ever looked up by the short form. */
    @Override
    public AbbreviatedObjectId abbreviate(AnyObjectId id, int length) {
        return id.abbreviate(length);
    }

    @Override
    public Collection<ObjectId> resolve(AbbreviatedObjectId id) {
        throw new UnsupportedOperationException("abbreviated ids are never read");
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int typeHint) throws IOException {
        if (typeHint != OBJ_COMMIT && typeHint != OBJ_TREE) {
            CatFile.Header header = header(id);
            if (header.size() > LARGEST_BYTES) {
                return new Large(id.copy(), type(header), header.size());
            }
        }
        return git.contents(id.name(), (header, content) -> {
                    if (header.size() > LARGEST_BYTES) {
                        throw new LargeObjectException(id.copy());
                    }
                    return new ObjectLoader.SmallObject(type(header), content.readAllBytes());
                })
                .orElseThrow(() -> missing(id));
    }

    @Override
    public long getObjectSize(AnyObjectId id, int typeHint) throws IOException {
        return header(id).size();
    }

    @Override
    public boolean has(AnyObjectId id, int typeHint) throws IOException {
        return git.header(id.name()).isPresent();
    }

    private CatFile.Header header(AnyObjectId id) throws IOException {
        return git.header(id.name()).orElseThrow(() -> missing(id));
    }

    private static MissingObjectException missing(AnyObjectId id) {
        return new MissingObjectException(id.copy(), "object");
    }

    private static int type(CatFile.Header header) {
        return switch (header.type()) {
            case "commit" -> OBJ_COMMIT;
            case "tree" -> OBJ_TREE;
            case "blob" -> OBJ_BLOB;
            default -> OBJ_TAG;
        };
    }

    @Override
    public Set<ObjectId> getShallowCommits() throws IOException {
        try (Stream<String> lines = Files.lines(shallow)) {
            return lines.map(ObjectId::fromString).collect(Collectors.toSet());
        } catch (NoSuchFileException complete) {
            return Set.of();
        }
    }

    @Override
    public void close() {}

    /** An object too large to be held in memory. */
    private static final class Large extends ObjectLoader {
        private final ObjectId id;
        private final int type;
        private final long size;

        Large(ObjectId id, int type, long size) {
            this.id = id;
            this.type = type;
            this.size = size;
        }

        @Override
        public int getType() {
            return type;
        }

        @Override
        public long getSize() {
            return size;
        }

        @Override
        public boolean isLarge() {
            return true;
        }

        @Override
        public byte[] getCachedBytes() {
            throw new LargeObjectException(id);
        }

        @Override
        public ObjectStream openStream() {
            throw new LargeObjectException(id);
        }
    }
}
