/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.core.lock.FileMutex;
import dev.helix.core.process.Uninterruptibly;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The file system of the machine. Files and directories it creates are for their owner only, where the system knows
 * owners; links are refused.
 *
 * <p>A file is a {@link RandomAccessFile} and not a channel, because an interrupt of the thread that uses a channel closes
 * it for everybody, and cancelling a turn interrupts.
 */
final class DiskFs implements LogFs {
    @Override
    public LogFile open(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileSystemException(
                        file.toString(), null, "it is no regular file, and links are not followed");
            }
        }
        return new DiskFile(new RandomAccessFile(Files.exists(file) ? file.toFile() : missing(file), "rw"));
    }

    private static java.io.File missing(Path file) throws IOException {
        throw new java.nio.file.NoSuchFileException(file.toString());
    }

    @Override
    public LogFile create(Path file) throws IOException {
        Files.newByteChannel(
                        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode(file, "rw-------"))
                .close();
        return open(file);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        requireDirectory(directory);
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            createDirectories(parent);
        }
        Files.createDirectories(directory, mode(directory, "rwx------"));
        requireDirectory(directory);
        if (parent != null) {
            forceDirectory(parent);
        }
    }

    private static void requireDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(directory.toString(), null, "it is no directory, and links are not followed");
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    /** Some systems cannot open directories; there the system itself keeps names safe. */
    @Override
    public void forceDirectory(Path directory) throws IOException {
        boolean interrupted = false;
        try {
            // An interrupt closes the channel, whoever it was meant for.
            while (!forced(directory)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean forced(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (IOException unsupported) {
            return true;
        }
        try (channel) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException interrupted) {
            return false;
        }
    }

    @Override
    public Optional<Closeable> lock(Path file, Duration patience) throws IOException {
        Optional<FileMutex> mutex = patience.isZero()
                ? FileMutex.tryAcquire(file, mode(file, "rw-------"))
                : Uninterruptibly.<Optional<FileMutex>, IOException>await(
                        () -> FileMutex.acquire(file, patience, mode(file, "rw-------")));
        return mutex.map(held -> held::close);
    }

    private static FileAttribute<?>[] mode(Path at, String permissions) {
        return at.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static final class DiskFile implements LogFile {
        private final RandomAccessFile file;

        private DiskFile(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public int read(long position, byte[] bytes, int offset, int length) throws IOException {
            file.seek(position);
            return file.read(bytes, offset, length);
        }

        @Override
        public void write(long position, byte[] bytes, int offset, int length) throws IOException {
            file.seek(position);
            file.write(bytes, offset, length);
        }

        @Override
        public void force() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void truncate(long size) throws IOException {
            file.setLength(size);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
