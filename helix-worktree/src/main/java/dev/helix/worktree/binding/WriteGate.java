/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.binding;

import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.worktree.repository.RepositoryLock.Action;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A gate that keeps agents from writing while their work lands, and for ever after it has ended.
 *
 * <p>Writes and commands pass together; landing and abandoning wait for them to finish and keep new ones waiting.
 * Thread-safe.
 */
final class WriteGate {
    /** How long landing waits for commands in flight before it gives up and says so. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final AtomicLong entries = new AtomicLong();
    private final String worktree;
    private volatile boolean ended;

    WriteGate(String worktree) {
        this.worktree = worktree;
    }

    /** Lets one write or command in, after waiting for a landing under way; {@link #leave} follows if it was. */
    boolean enter() {
        lock.readLock().lock();
        // Changes only while everybody is shut out.
        boolean open = !ended;
        if (!open) {
            lock.readLock().unlock();
        }
        entries.incrementAndGet();
        return open;
    }

    void leave() {
        lock.readLock().unlock();
    }

    /** {@return a mark that stays the same as long as nobody enters; negative while somebody is inside} */
    long mark() {
        long mark = entries.get();
        return lock.getReadLockCount() == 0 ? mark : -1;
    }

    /** Does something while everybody is kept out. */
    <T> T keptOut(Action<T> action) throws InterruptedException {
        if (!lock.writeLock().tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new WorktreeStateException(
                    lock.getReadLockCount() + " commands or writes are still running in " + worktree
                            + "; wait for them to end and ask again",
                    null);
        }
        try {
            return action.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }
}
