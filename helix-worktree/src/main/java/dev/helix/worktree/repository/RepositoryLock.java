/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.api.worktree.WorktreeStateException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock that lets one Helix at a time change a repository's worktrees and branches, in this process and among
 * processes.
 *
 * <p>Two locks, always taken in this order: a fair lock for the threads of one service, then a lock of the operating
 * system on {@code helix/lock} in the common git directory, which the kernel releases when a process dies. Git's own
 * locks guard against everybody else. Thread-safe.
 */
public final class RepositoryLock {
    private static final long FIRST_PAUSE_MILLIS = 2;
    private static final long LONGEST_PAUSE_MILLIS = 50;

    private final Path file;
    private final ReentrantLock threads = new ReentrantLock(true);

    /**
     * Names the lock of one repository; nothing is created yet.
     *
     * @param shared the {@code helix} folder in the common git directory
     */
    public RepositoryLock(Path shared) {
        this.file = shared.resolve("lock");
    }

    /**
     * An action performed while the lock is held.
     *
     * @param <T> what it returns
     */
    @FunctionalInterface
    public interface Action<T> {
        /**
         * Does it.
         *
         * @return the result
         * @throws InterruptedException if the calling thread was interrupted
         */
        T run() throws InterruptedException;
    }

    /**
     * Takes the lock, does something and releases the lock.
     *
     * @param <T> what the action returns
     * @param patience how long to wait for others
     * @param action what to do
     * @return the action's result; empty when others kept the lock all that time
     * @throws WorktreeStateException if the lock file cannot be used
     * @throws InterruptedException if the calling thread was interrupted
     */
    public <T> Optional<T> hold(Duration patience, Action<T> action) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        if (!threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        // Closing the channel releases the file.
        try (FileChannel channel = open()) {
            return poll(channel, deadline) == null ? Optional.empty() : Optional.of(action.run());
        } catch (IOException e) {
            throw unusable(e);
        } finally {
            threads.unlock();
        }
    }

    private FileChannel open() throws IOException {
        Files.createDirectories(file.getParent());
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    // The JDK refuses, rather than waits, when another service of this process holds the file: hence the polling.
    private static @Nullable FileLock poll(FileChannel channel, long deadline)
            throws IOException, InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            FileLock lock = attempt(channel);
            if (lock != null || System.nanoTime() >= deadline) {
                return lock;
            }
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    private WorktreeStateException unusable(IOException cause) {
        return new WorktreeStateException(
                "cannot lock the repository with " + file + ": " + cause.getMessage()
                        + "; make that folder writable for this user",
                cause);
    }
}
