/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.core.lock.FileMutex;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A lock that lets one Helix at a time change a repository's worktrees and branches, in this process and among
 * processes.
 *
 * <p>It is a {@link FileMutex} on {@code helix/lock} in the common git directory, which the kernel releases when a
 * process dies; those of one process are served in the order they came. Git's own locks guard against everybody else.
 * Thread-safe.
 */
public final class RepositoryLock {
    private final Path file;

    /**
     * Names the lock of one repository; nothing is created yet.
     *
     * @param shared the {@code helix} folder in the common git directory
     */
    public RepositoryLock(Path shared) {
        this.file = shared.resolve("lock");
    }

    /** An action performed while the lock is held. */
    @FunctionalInterface
    public interface Action<T> {
        /** Does it. */
        T run() throws InterruptedException;
    }

    /**
     * Takes the lock, does something and releases the lock.
     *
     * @return the action's result; empty when others kept the lock all that time
     * @throws WorktreeStateException if the lock file cannot be used
     */
    public <T> Optional<T> hold(Duration patience, Action<T> action) throws InterruptedException {
        Optional<FileMutex> held = acquire(patience);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(action.run());
        } finally {
            release(held.get());
        }
    }

    private Optional<FileMutex> acquire(Duration patience) throws InterruptedException {
        try {
            makeFolder();
            return FileMutex.acquire(file, patience);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Makes the folder of the lock, but never a git directory where somebody moved one away. */
    private void makeFolder() throws IOException {
        try {
            Files.createDirectory(file.resolveSibling(""));
        } catch (FileAlreadyExistsException usual) {
            // Made when the repository was bound first.
        }
    }

    private void release(FileMutex mutex) {
        try {
            mutex.close();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private WorktreeStateException unusable(IOException cause) {
        return new WorktreeStateException(
                "cannot lock the repository with " + file + ": " + cause.getMessage()
                        + "; make that folder writable for this user",
                cause);
    }
}
