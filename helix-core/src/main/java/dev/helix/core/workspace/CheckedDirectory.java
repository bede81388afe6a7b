/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.workspace;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A directory handle that works by path, for platforms without directory descriptors (Windows, older JDKs on macOS).
 *
 * <p>The path is checked for links before and after each step, so a link swapped in and out again within one step stays
 * unseen: a race the other implementation does not have.
 */
final class CheckedDirectory implements DirectoryHandle {
    private final Path directory;

    CheckedDirectory(Path directory) {
        this.directory = directory;
    }

    /** A step that touches the disk. */
    private interface Step<T> {
        T take() throws IOException;
    }

    private <T> T checked(Step<T> step) throws IOException {
        requireUnmoved();
        T result = step.take();
        requireUnmoved();
        return result;
    }

    private void requireUnmoved() throws IOException {
        if (!directory.toRealPath().equals(directory)) {
            throw new FileSystemException(directory.toString(), null, "a link was put in its place");
        }
    }

    @Override
    public Optional<BasicFileAttributes> look(String name) throws IOException {
        try {
            return checked(() -> Optional.of(Files.readAttributes(
                    directory.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public DirectoryHandle enter(String name) throws IOException {
        Path child = directory.resolve(name);
        Path real = checked(() -> child.toRealPath());
        // Compared as paths, so that another spelling of the same name is the same on Windows.
        if (!real.equals(child) || !Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(name);
        }
        return new CheckedDirectory(real);
    }

    @Override
    public List<String> names(int limit) throws IOException {
        return checked(() -> {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                return SecureDirectory.collect(entries, limit);
            }
        });
    }

    @Override
    public SeekableByteChannel openForReading(String name) throws IOException {
        return open(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public SeekableByteChannel create(String name, Optional<Set<PosixFilePermission>> permissions) throws IOException {
        return open(
                name,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS),
                DirectoryHandle.attributes(permissions));
    }

    private SeekableByteChannel open(String name, Set<OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        requireUnmoved();
        SeekableByteChannel file = Files.newByteChannel(directory.resolve(name), options, attributes);
        try {
            requireUnmoved();
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Optional<Set<PosixFilePermission>> permissions(String name) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(
                directory.resolve(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view == null
                ? Optional.empty()
                : Optional.of(view.readAttributes().permissions());
    }

    @Override
    public void move(String name, DirectoryHandle target, String newName) throws IOException {
        CheckedDirectory to = (CheckedDirectory) target;
        to.requireUnmoved();
        checked(() ->
                Files.move(directory.resolve(name), to.directory.resolve(newName), StandardCopyOption.ATOMIC_MOVE));
    }

    @Override
    public void delete(String name) throws IOException {
        requireUnmoved();
        Files.delete(directory.resolve(name));
    }

    @Override
    public void close() {}
}
