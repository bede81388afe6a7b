/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.workspace;

import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.FileUnavailableException;
import dev.helix.api.workspace.PathOutsideWorkspaceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Read access to the files below a directory of this machine: never over a link, never a repository's own files,
 * never a pipe or device. Thread-safe.
 *
 * <p>A file may change while it is read; what is read then is what was there. Whoever shows files among which commands
 * run passes a {@link FileOpener} that no pipe put in a file's place can block.
 */
public final class LocalFiles {
    private final Path root;
    private final FileOpener opener;

    /**
     * Creates a view of files that nobody replaces with evil intent; nothing is opened yet.
     *
     * @param root an absolute, real path whose parents nobody else may change
     * @throws IllegalArgumentException if it is relative or not normalised
     */
    public LocalFiles(Path root) {
        this(root, FileOpener.DIRECT);
    }

    /**
     * Creates a view; nothing is opened yet.
     *
     * @param root an absolute, real path whose parents nobody else may change
     * @throws IllegalArgumentException if the root is relative or not normalised
     */
    public LocalFiles(Path root, FileOpener opener) {
        this.opener = opener;
        if (!root.isAbsolute() || !root.equals(root.normalize())) {
            throw new IllegalArgumentException("a workspace root must be absolute and normalised, was " + root);
        }
        this.root = root;
    }

    /** {@return the root} */
    public Path root() {
        return root;
    }

    /**
     * Looks an entry up without following a link at its end.
     *
     * @param path relative path, empty for the root
     * @return the entry; empty when there is none, or it belongs to git
     * @throws PathOutsideWorkspaceException if the path leads outside or over a link
     * @throws FileUnavailableException if it cannot be looked at
     */
    public Optional<FileEntry> stat(String path) {
        RelativePath wanted = RelativePath.parse(path);
        if (wanted.isRoot()) {
            return Optional.of(new FileEntry("", FileEntry.Kind.DIRECTORY, 0));
        }
        if (belongsToGit(wanted)) {
            return Optional.empty();
        }
        return reading(wanted, () -> {
            try (DirectoryHandle directory = NoFollowWalk.to(root, wanted.parent())) {
                return directory.look(wanted.name()).map(found -> TreeWalk.describe(wanted, found));
            } catch (NoSuchFileException | NotDirectoryException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * Reads a whole file.
     *
     * @param path relative path of a regular file
     * @param limitBytes the largest file accepted
     * @throws PathOutsideWorkspaceException if the path leads outside or over a link
     * @throws FileUnavailableException if there is no such regular file, or it is larger than the limit
     */
    public byte[] read(String path, int limitBytes) {
        RelativePath wanted = RelativePath.parse(path);
        if (wanted.isRoot()) {
            throw unavailable(wanted, "is a directory; list it", null);
        }
        requireNotGit(wanted);
        return reading(wanted, () -> {
            try (DirectoryHandle directory = NoFollowWalk.to(root, wanted.parent())) {
                requireReadable(wanted, directory.look(wanted.name()), limitBytes);
                try (SeekableByteChannel file = opener.open(directory, wanted)) {
                    return readAll(wanted, file, limitBytes);
                }
            }
        });
    }

    /**
     * Opens a file for reading from its beginning.
     *
     * @param path relative path of a regular file
     * @return its bytes, to be closed by the caller
     * @throws PathOutsideWorkspaceException if the path leads outside or over a link
     * @throws FileUnavailableException if there is no such regular file
     */
    public InputStream open(String path) {
        RelativePath wanted = RelativePath.parse(path);
        if (wanted.isRoot()) {
            throw unavailable(wanted, "is a directory; list it", null);
        }
        requireNotGit(wanted);
        return reading(wanted, () -> {
            try (DirectoryHandle directory = NoFollowWalk.to(root, wanted.parent())) {
                requireReadable(wanted, directory.look(wanted.name()), Long.MAX_VALUE);
                return Channels.newInputStream(opener.open(directory, wanted));
            }
        });
    }

    /**
     * Lists a directory.
     *
     * @param path relative path, empty for the root
     * @return its entries sorted by path; {@code .git} is left out
     * @throws PathOutsideWorkspaceException if the path leads outside or over a link
     * @throws FileUnavailableException if there is no such directory
     */
    public List<FileEntry> list(String path) {
        RelativePath wanted = RelativePath.parse(path);
        requireNotGit(wanted);
        return reading(wanted, () -> {
            try (DirectoryHandle directory = NoFollowWalk.to(root, wanted)) {
                return TreeWalk.entries(directory, wanted).stream()
                        .sorted(Comparator.comparing(FileEntry::path))
                        .toList();
            }
        });
    }

    /**
     * Walks all files below a directory, without following links and without {@code .git}.
     *
     * @param path relative path, empty for the root
     * @param limit the largest number of entries returned, at least 1
     * @return files and links in the order of their paths, at most {@code limit}; what lies more than 100 directories
     *     deep, or cannot be read, is left out
     * @throws PathOutsideWorkspaceException if the path leads outside or over a link
     * @throws FileUnavailableException if there is no such directory
     * @throws IllegalArgumentException if the limit is below 1
     */
    public List<FileEntry> walk(String path, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        RelativePath wanted = RelativePath.parse(path);
        requireNotGit(wanted);
        return reading(wanted, () -> {
            try (DirectoryHandle directory = NoFollowWalk.to(root, wanted)) {
                TreeWalk walk = new TreeWalk(limit);
                walk.visit(directory, wanted);
                return walk.found();
            }
        });
    }

    /** Something that reads the disk. */
    private interface Reading<T> {
        T get() throws IOException;
    }

    private static <T> T reading(RelativePath wanted, Reading<T> reading) {
        try {
            return reading.get();
        } catch (NoSuchFileException e) {
            throw unavailable(wanted, "does not exist; list the directory to see what does", e);
        } catch (NotDirectoryException e) {
            throw unavailable(wanted, "does not exist, because " + e.getFile() + " is no directory", e);
        } catch (InvalidPathException e) {
            throw unavailable(
                    wanted, "cannot be named in the character set of this JVM; start it in a UTF-8 locale", e);
        } catch (IOException e) {
            throw unavailable(wanted, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static void requireReadable(RelativePath wanted, Optional<BasicFileAttributes> found, long limitBytes)
            throws IOException {
        BasicFileAttributes file = found.orElseThrow(() -> new NoSuchFileException(wanted.toString()));
        if (file.isSymbolicLink()) {
            throw NoFollowWalk.overLink(wanted.toString(), wanted.toString());
        }
        if (file.isDirectory()) {
            throw unavailable(wanted, "is a directory; list it", null);
        }
        if (!file.isRegularFile()) {
            throw unavailable(wanted, "is a pipe, socket or device, which are never read", null);
        }
        if (file.size() > limitBytes) {
            throw tooLarge(wanted, file.size(), limitBytes);
        }
    }

    private static byte[] readAll(RelativePath wanted, SeekableByteChannel file, int limitBytes) throws IOException {
        // The size is asked again: the file may have been replaced since it was looked at.
        if (file.size() > limitBytes) {
            throw tooLarge(wanted, file.size(), limitBytes);
        }
        ByteBuffer content = ByteBuffer.allocate((int) file.size());
        while (content.hasRemaining() && file.read(content) >= 0) {}
        return Arrays.copyOf(content.array(), content.position());
    }

    private static boolean belongsToGit(RelativePath path) {
        return path.components().stream().anyMatch(FileNames::isGit);
    }

    private static void requireNotGit(RelativePath path) {
        if (belongsToGit(path)) {
            throw unavailable(path, "belongs to git, whose files are not shown here", null);
        }
    }

    private static FileUnavailableException tooLarge(RelativePath path, long size, long limitBytes) {
        return unavailable(
                path, "has " + size + " bytes, and at most " + limitBytes + " are read; look at parts of it", null);
    }

    private static FileUnavailableException unavailable(RelativePath path, String why, @Nullable Throwable cause) {
        return new FileUnavailableException("\"" + path + "\" " + why, cause);
    }
}
