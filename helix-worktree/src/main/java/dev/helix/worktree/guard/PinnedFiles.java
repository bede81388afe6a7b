/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.guard;

import dev.helix.core.workspace.DirectoryHandle;
import dev.helix.core.workspace.FileOpener;
import dev.helix.core.workspace.RelativePath;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A way to open files that no command can turn into a trap. Thread-safe.
 *
 * <p>Opening a named pipe blocks for ever, beyond any interrupt, and a command can put one in a file's place between a
 * look and the opening. So while a command runs, the file is first given a second name, a hard link in a folder that no
 * command can reach; making a link never blocks. What that name stands for cannot change any more: it is opened only if
 * it is a regular file, and the very one that was looked at. While no command runs, files are opened directly, and a
 * command that is about to start waits for that.
 */
final class PinnedFiles implements FileOpener {
    /** A file may honestly be replaced while it is opened, by an editor that writes beside it and renames. */
    private static final int ATTEMPTS = 3;

    private final Path root;
    private final Path pins;
    private final ReentrantReadWriteLock starting = new ReentrantReadWriteLock();
    private int commands;

    /**
     * Opens files below a root.
     *
     * @param root an absolute, real path whose parents no command may change
     * @param pins a folder on the same file system that no command may change; made when first needed
     */
    PinnedFiles(Path root, Path pins) {
        this.root = root;
        this.pins = pins;
    }

    /** Notes that a command is about to start. */
    void commandStarts() {
        count(1);
    }

    /** Notes that a command, with all it started, is gone. */
    void commandEnded() {
        count(-1);
    }

    private void count(int difference) {
        starting.writeLock().lock();
        try {
            commands += difference;
        } finally {
            starting.writeLock().unlock();
        }
    }

    @Override
    public SeekableByteChannel open(DirectoryHandle directory, RelativePath path) throws IOException {
        starting.readLock().lock();
        try {
            if (commands == 0) {
                return FileOpener.DIRECT.open(directory, path);
            }
        } finally {
            starting.readLock().unlock();
        }
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            Optional<SeekableByteChannel> opened = pinned(directory, path);
            if (opened.isPresent()) {
                return opened.get();
            }
        }
        return pinned(directory, path)
                .orElseThrow(() -> new FileSystemException(
                        path.toString(), null, "a running command keeps replacing it; read it when that has ended"));
    }

    /** Opens what is there now; empty when it was replaced meanwhile. */
    private Optional<SeekableByteChannel> pinned(DirectoryHandle directory, RelativePath path) throws IOException {
        BasicFileAttributes seen =
                directory.look(path.name()).orElseThrow(() -> new NoSuchFileException(path.toString()));
        if (!seen.isRegularFile() || seen.fileKey() == null) {
            throw new FileSystemException(path.toString(), null, "it is no regular file any more");
        }
        Files.createDirectories(pins);
        Path pin = pins.resolve(UUID.randomUUID().toString());
        try {
            // By path, over whatever links a command makes of it meanwhile: the comparison below refuses what they lead
            // to.
            Files.createLink(pin, root.resolve(path.toString()));
            BasicFileAttributes held = Files.readAttributes(pin, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return held.isRegularFile() && seen.fileKey().equals(held.fileKey())
                    ? Optional.of(Files.newByteChannel(pin, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)))
                    : Optional.empty();
        } catch (NoSuchFileException vanished) {
            return Optional.empty();
        } finally {
            Files.deleteIfExists(pin);
        }
    }
}
