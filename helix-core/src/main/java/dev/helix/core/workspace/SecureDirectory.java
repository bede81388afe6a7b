/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.workspace;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A directory handle that works relative to an open directory descriptor: what others do to the path above makes no
 * difference.
 */
final class SecureDirectory implements DirectoryHandle {
    private final SecureDirectoryStream<Path> stream;

    SecureDirectory(SecureDirectoryStream<Path> stream) {
        this.stream = stream;
    }

    @Override
    public Optional<BasicFileAttributes> look(String name) throws IOException {
        try {
            return Optional.of(
                    stream.getFileAttributeView(Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                            .readAttributes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public DirectoryHandle enter(String name) throws IOException {
        Object wanted = look(name)
                .filter(BasicFileAttributes::isDirectory)
                .map(BasicFileAttributes::fileKey)
                .orElseThrow(() -> new NotDirectoryException(name));
        // The dot keeps a pipe put in the directory's place from being opened, which would block for ever; should a
        // link be there by now, the comparison finds that it leads to another directory.
        SecureDirectoryStream<Path> entered = stream.newDirectoryStream(Path.of(name, "."), LinkOption.NOFOLLOW_LINKS);
        Object found = entered.getFileAttributeView(BasicFileAttributeView.class)
                .readAttributes()
                .fileKey();
        if (!wanted.equals(found)) {
            entered.close();
            throw new NotDirectoryException(name);
        }
        return new SecureDirectory(entered);
    }

    @Override
    public List<String> names(int limit) throws IOException {
        return collect(stream, limit);
    }

    static List<String> collect(Iterable<Path> entries, int limit) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (Path entry : entries) {
                if (names.size() == limit) {
                    throw new FileSystemException(entry.toString(), null, "more than " + limit + " entries");
                }
                names.add(String.valueOf(entry.getFileName()));
            }
            return names;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    @Override
    public SeekableByteChannel openForReading(String name) throws IOException {
        return stream.newByteChannel(Path.of(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public SeekableByteChannel create(String name, Optional<Set<PosixFilePermission>> permissions) throws IOException {
        return stream.newByteChannel(
                Path.of(name),
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS),
                DirectoryHandle.attributes(permissions));
    }

    @Override
    public Optional<Set<PosixFilePermission>> permissions(String name) throws IOException {
        return Optional.of(
                stream.getFileAttributeView(Path.of(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .readAttributes()
                        .permissions());
    }

    @Override
    public void move(String name, DirectoryHandle target, String newName) throws IOException {
        stream.move(Path.of(name), ((SecureDirectory) target).stream, Path.of(newName));
    }

    @Override
    public void delete(String name) throws IOException {
        stream.deleteFile(Path.of(name));
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
