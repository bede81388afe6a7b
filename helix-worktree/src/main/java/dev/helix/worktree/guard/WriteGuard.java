/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.guard;

import dev.helix.api.workspace.PathOutsideWorkspaceException;
import dev.helix.api.workspace.WriteRefusedException;
import dev.helix.core.workspace.DirectoryHandle;
import dev.helix.core.workspace.FileOpener;
import dev.helix.core.workspace.NoFollowWalk;
import dev.helix.core.workspace.RelativePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A guard that writes files below a root so that a path cannot lead anywhere else, whatever others do to the tree
 * meanwhile.
 *
 * <p>The way down is walked on open directories, never over a link. A file is written beside its place and moved there
 * in one step: a reader sees the old or the new content, another hard link of the old file keeps the old content, and a
 * link put in the file's place is replaced, not followed.
 *
 * <p>Threads: writes to the same path follow each other; writes to different paths may run at once. Thread-safe.
 */
final class WriteGuard {
    /** More locks than threads that ever write at once make an accidental wait rare. */
    private static final int STRIPES = 64;

    private static final int PIECE_BYTES = 64 * 1024;
    private static final String PREFIX = ".helix-";

    private final Path root;
    private final FileOpener opener;
    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

    WriteGuard(Path root, FileOpener opener) {
        this.root = root;
        this.opener = opener;
        Arrays.setAll(locks, i -> new ReentrantLock());
    }

    /**
     * Writes a whole file, creating it and its parent directories as needed.
     *
     * @throws PathOutsideWorkspaceException if the path leads outside or over a link
     * @throws WriteRefusedException if it may not or cannot be written; the file was not changed
     */
    void write(String path, byte[] content) {
        guarded(WritePath.parse(path), way -> {
            try (DirectoryHandle directory = reach(way.parent())) {
                put(directory, way, file -> writeAll(ByteBuffer.wrap(content), file));
                return true;
            }
        });
    }

    /**
     * Writes a whole file from a stream, creating it and its parent directories as needed.
     *
     * @throws SourceException if the stream cannot be read; the file was not changed
     * @throws PathOutsideWorkspaceException if the path leads outside or over a link
     * @throws WriteRefusedException if it may not or cannot be written; the file was not changed
     */
    void write(String path, InputStream content) {
        guarded(WritePath.parse(path), way -> {
            try (DirectoryHandle directory = reach(way.parent())) {
                put(directory, way, file -> copy(content, file));
                return true;
            }
        });
    }

    /** The failure of a stream that was to be written, as opposed to that of the file. */
    static final class SourceException extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        SourceException(IOException cause) {
            super(cause);
        }
    }

    private static void copy(InputStream content, SeekableByteChannel file) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (int n = next(content, piece); n >= 0; n = next(content, piece)) {
            writeAll(ByteBuffer.wrap(piece, 0, n), file);
        }
    }

    private static int next(InputStream content, byte[] piece) {
        try {
            return content.read(piece);
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }

    private static void writeAll(ByteBuffer rest, SeekableByteChannel file) throws IOException {
        while (rest.hasRemaining()) {
            file.write(rest);
        }
    }

    /**
     * Replaces a file that holds the expected bytes.
     *
     * @return false, with nothing changed, if there is no such file or it holds something else
     * @throws PathOutsideWorkspaceException if the path leads outside or over a link
     * @throws WriteRefusedException if it may not or cannot be written; the file was not changed
     */
    boolean replace(String path, byte[] expected, byte[] content) {
        return guarded(WritePath.parse(path), way -> {
            try (DirectoryHandle directory = NoFollowWalk.to(root, way.parent())) {
                if (!holds(directory, way, expected)) {
                    return false;
                }
                put(directory, way, file -> writeAll(ByteBuffer.wrap(content), file));
                return true;
            } catch (NoSuchFileException e) {
                return false;
            }
        });
    }

    /** Something done to the file at the end of a way, while nobody else writes it through this guard. */
    private interface Change {
        boolean make(RelativePath way) throws IOException;
    }

    private boolean guarded(RelativePath way, Change change) {
        ReentrantLock lock = locks[Math.floorMod(way.hashCode(), STRIPES)];
        lock.lock();
        try {
            return change.make(way);
        } catch (NotDirectoryException e) {
            throw WritePath.refused(way, e.getFile() + " is no directory; choose another path", e);
        } catch (InvalidPathException e) {
            throw WritePath.refused(way, "cannot be named in the character set of this JVM; use ASCII names", e);
        } catch (IOException e) {
            throw WritePath.refused(way, "cannot be written: " + e + "; check rights and space on the disk", e);
        } finally {
            lock.unlock();
        }
    }

    /** Walks down, making directories that are missing. */
    private DirectoryHandle reach(RelativePath way) throws IOException {
        DirectoryHandle current = DirectoryHandle.open(root);
        for (int depth = 0; depth < way.components().size(); depth++) {
            try (DirectoryHandle above = current) {
                String name = way.components().get(depth);
                if (above.look(name).isEmpty()) {
                    makeDirectory(above, name);
                }
                current = NoFollowWalk.step(above, way, depth);
            }
        }
        return current;
    }

    /**
     * Makes a directory in an open one. The platform only makes directories by path, so it is made directly in the root,
     * whose path nobody can change, and moved from there.
     */
    private void makeDirectory(DirectoryHandle parent, String name) throws IOException {
        String temporary = PREFIX + UUID.randomUUID();
        Path made = Files.createDirectory(root.resolve(temporary));
        try (DirectoryHandle top = DirectoryHandle.open(root)) {
            top.move(temporary, parent, name);
        } catch (IOException e) {
            Files.deleteIfExists(made);
            if (parent.look(name).isEmpty()) {
                throw e;
            }
            // Somebody else was faster; the next step sees what it is.
        }
    }

    private boolean holds(DirectoryHandle directory, RelativePath way, byte[] expected) throws IOException {
        Optional<BasicFileAttributes> found = directory.look(way.name());
        found.ifPresent(file -> requireReplaceable(way, file));
        if (found.isEmpty() || found.get().size() != expected.length) {
            return false;
        }
        ByteBuffer content = ByteBuffer.allocate(expected.length + 1);
        try (SeekableByteChannel file = opener.open(directory, way)) {
            while (content.hasRemaining() && file.read(content) >= 0) {}
        }
        return content.flip().equals(ByteBuffer.wrap(expected));
    }

    /** The content of a file that is written. */
    private interface Content {
        void into(SeekableByteChannel file) throws IOException;
    }

    private static void put(DirectoryHandle directory, RelativePath way, Content content) throws IOException {
        Optional<BasicFileAttributes> old = directory.look(way.name());
        old.ifPresent(file -> requireReplaceable(way, file));
        // Created with its mode: setting one opens the file, and by then a command can have put a pipe in its place.
        Optional<Set<PosixFilePermission>> mode =
                old.isPresent() ? directory.permissions(way.name()) : Optional.empty();
        String temporary = PREFIX + UUID.randomUUID();
        try {
            try (SeekableByteChannel file = directory.create(temporary, mode)) {
                content.into(file);
            }
            directory.move(temporary, directory, way.name());
        } catch (IOException | RuntimeException e) {
            discard(directory, temporary, e);
            throw e;
        }
    }

    private static void discard(DirectoryHandle directory, String temporary, Exception reason) {
        try {
            if (directory.look(temporary).isPresent()) {
                directory.delete(temporary);
            }
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static void requireReplaceable(RelativePath way, BasicFileAttributes old) {
        if (old.isDirectory()) {
            throw WritePath.refused(way, "is a directory; name a file in it", null);
        }
        if (old.isSymbolicLink()) {
            throw WritePath.refused(way, "is a symbolic link, and links are not followed; name its target", null);
        }
        if (!old.isRegularFile()) {
            throw WritePath.refused(way, "is a pipe, socket or device, which are never written", null);
        }
    }
}
