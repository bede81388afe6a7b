/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.worktree.git.Drivers;
import dev.helix.worktree.git.Git;
import dev.helix.worktree.git.GitObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The state all bindings of one repository share: its lock, its object store, its queues to land. Thread-safe. */
public final class SharedRepository implements AutoCloseable {
    private final RepositoryLock lock;
    private final GitObjects objects;
    private final Map<String, Semaphore> queues = new ConcurrentHashMap<>();

    /**
     * Opens what is shared; creates the {@code helix} folder in the common git directory.
     *
     * @throws WorktreeStateException if the folder cannot be made
     */
    public SharedRepository(Repository facts, Git git) {
        Path folder = facts.shared();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new WorktreeStateException(
                    "cannot create " + folder + ": " + e.getMessage() + "; make the git directory writable", e);
        }
        this.lock = new RepositoryLock(folder);
        this.objects = new GitObjects(git.in(facts.commonDir(), Drivers.NONE), facts.commonDir());
    }

    /** {@return the lock to hold while worktrees or branches change} */
    public RepositoryLock lock() {
        return lock;
    }

    /** {@return the commits and trees} */
    public GitObjects objects() {
        return objects;
    }

    /** Returns the queue of those about to land on a branch: one permit, first come first served. */
    public Semaphore queue(String branch) {
        return queues.computeIfAbsent(branch, name -> new Semaphore(1, true));
    }

    @Override
    public void close() {
        objects.close();
    }
}
