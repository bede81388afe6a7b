/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

import dev.helix.api.Limits;
import dev.helix.api.SessionId;
import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.CommandStreams;
import java.nio.file.Path;
import java.util.List;

/** Binds sessions to isolated checkouts. Called by hosts; thread-safe. */
public interface WorktreeService extends AutoCloseable {
    /**
     * Finds the repository around a directory and checks that it can be bound; changes nothing.
     *
     * @param projectRoot any directory inside a checkout
     * @return the repository
     * @throws RepositoryUnsuitableException if there is none, or it is bare, unborn or detached
     */
    RepositoryInfo inspect(Path projectRoot);

    /**
     * Finds what would keep work on a repository from landing if it were ready now, for example changes in the user's
     * checkout, so that it can be said before anything is spent; changes nothing.
     *
     * @param projectRoot any directory inside a checkout
     * @return what is in the way and how to clear it, possibly nothing
     * @throws RepositoryUnsuitableException if the repository cannot be bound
     * @throws InterruptedException if the calling thread was interrupted
     */
    default List<MergeOutcome.Blocked> blockers(Path projectRoot) throws InterruptedException {
        return List.of();
    }

    /**
     * Creates branch and worktree, or returns the session's open binding of the same repository.
     *
     * @param request session, place and task
     * @return the binding
     * @throws RepositoryUnsuitableException if the repository cannot be bound; nothing was changed
     * @throws WorktreeStateException if git could not create the worktree; what was begun is undone
     * @throws InterruptedException if the calling thread was interrupted; what was begun is undone
     */
    WorktreeBinding bind(BindRequest request) throws InterruptedException;

    /**
     * Takes up a binding of an earlier process again, as it stands: nothing is created, repaired or removed. The review
     * gate is closed, whatever was approved before.
     *
     * @param info the description the binding had
     * @param limits what it may use, of which those on commands count
     * @return the binding; it has ended, with {@link WorktreeBinding#merged()} set, when the base branch holds its work
     * @throws WorktreeStateException if branch or worktree are not there any more, or another open binding has them; it
     *     names what is missing and where the work may be found
     * @throws RepositoryUnsuitableException if the repository is gone or cannot be bound any more
     * @throws InterruptedException if the calling thread was interrupted
     */
    default WorktreeBinding reopen(BindingInfo info, Limits limits) throws InterruptedException {
        throw new WorktreeStateException(
                "the binding of " + requireNonNull(info, "info").branch()
                        + " cannot be taken up again: this worktree service does not do"
                        + " that; merge or delete the branch by hand",
                null);
    }

    /**
     * Runs a command that may read a checkout of the user's and change nothing, within the boundary that commands of
     * bindings have.
     *
     * @param projectRoot any directory inside a checkout
     * @param command what to run, at the checkout's root
     * @param streams what it reads, and where its output goes
     * @param limits what it may use, of which those on commands count
     * @return how it ended
     * @throws CommandRefusedException if no boundary keeps it from writing; nothing was run
     * @throws RepositoryUnsuitableException if there is no checkout to read
     * @throws InterruptedException if the calling thread was interrupted; the process tree was ended
     */
    default CommandResult runReadOnly(Path projectRoot, Command command, CommandStreams streams, Limits limits)
            throws InterruptedException {
        throw new CommandRefusedException(
                "commands are not run in " + projectRoot
                        + ", which nothing would keep from being changed; bind a worktree",
                null);
    }

    /**
     * Returns the bindings of a session that have not ended.
     *
     * @param session the session
     * @return in the order they were made
     */
    List<WorktreeBinding> bindings(SessionId session);

    /** Ends processes and threads; worktrees and branches stay as they are. Idempotent. */
    @Override
    void close();
}
