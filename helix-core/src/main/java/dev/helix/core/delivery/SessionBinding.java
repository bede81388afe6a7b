/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.Limits;
import dev.helix.api.SessionId;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.RepositoryInfo;
import dev.helix.api.worktree.RepositoryUnsuitableException;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.api.worktree.WorktreeStateException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The holder of the one worktree a session works in, from binding to merge. Thread-safe. */
public final class SessionBinding {
    private final SessionId session;
    private final Path directory;
    private final WorktreeService worktrees;
    private final Limits limits;
    private final Supplier<Optional<String>> words;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable WorktreeBinding binding;
    private Optional<String> request = Optional.empty();

    /** Starts empty; {@code words} looks up the words of who asks for the work that is being bound. */
    public SessionBinding(SessionId session, Path directory, WorkArea.Shared shared, Supplier<Optional<String>> words) {
        this.session = session;
        this.directory = directory;
        this.worktrees = shared.worktrees().orElseThrow();
        this.limits = shared.limits();
        this.words = words;
    }

    /**
     * Takes up a binding of an earlier process.
     *
     * @param info the description it had
     * @param words what asked for its work
     * @return the binding, perhaps ended
     * @throws WorktreeStateException if it is gone
     * @throws RepositoryUnsuitableException if its repository is gone or cannot be bound any more
     */
    public WorktreeBinding reopen(BindingInfo info, Optional<String> words) throws InterruptedException {
        if (!info.session().equals(session)) {
            throw new WorktreeStateException(
                    "the worktree " + info.worktree() + " is on record as that of session " + info.session()
                            + ", not of " + session + "; resume that one",
                    null);
        }
        WorktreeBinding reopened = worktrees.reopen(info, limits);
        lock.lock();
        try {
            binding = reopened;
            request = words;
        } finally {
            lock.unlock();
        }
        return reopened;
    }

    /** {@return the binding that has not ended} */
    public Optional<WorktreeBinding> current() {
        lock.lock();
        try {
            return binding == null || binding.ended() ? Optional.empty() : Optional.of(binding);
        } finally {
            lock.unlock();
        }
    }

    /** {@return the latest binding, ended or not} */
    public Optional<WorktreeBinding> latest() {
        lock.lock();
        try {
            return Optional.ofNullable(binding);
        } finally {
            lock.unlock();
        }
    }

    /** {@return the words that asked for the work of the latest binding, empty when nobody did in words} */
    Optional<String> request() {
        lock.lock();
        try {
            return request;
        } finally {
            lock.unlock();
        }
    }

    private Path resolved(String projectRoot) {
        try {
            return directory.resolve(projectRoot);
        } catch (InvalidPathException malformed) {
            throw new RepositoryUnsuitableException(
                    RepositoryUnsuitableException.Reason.NOT_A_REPOSITORY,
                    "project_root '" + projectRoot.replace('\0', '?') + "' is no path: " + malformed.getReason()
                            + ". Pass '.' for the session's own repository");
        }
    }

    /**
     * Binds the session's repository, or returns the open binding.
     *
     * @param projectRoot absolute, or relative to the session's directory
     * @throws RepositoryUnsuitableException if the repository cannot be bound
     * @throws WorktreeStateException if the path belongs to another repository than the session's
     */
    public WorktreeBinding bind(String projectRoot, String title) throws InterruptedException {
        RepositoryInfo requested = worktrees.inspect(resolved(projectRoot));
        RepositoryInfo sessionRepository = worktrees.inspect(directory);
        if (!requested.root().equals(sessionRepository.root())) {
            throw new WorktreeStateException(
                    "this session works in " + sessionRepository.root() + "; " + requested.root()
                            + " is another repository and was not bound. Pass project_root=" + sessionRepository.root(),
                    null);
        }
        WorktreeBinding bound = worktrees.bind(
                BindRequest.of(session, sessionRepository.root(), title).withLimits(limits));
        lock.lock();
        try {
            if (bound != binding) {
                request = words.get();
            }
            binding = bound;
        } finally {
            lock.unlock();
        }
        return bound;
    }
}
