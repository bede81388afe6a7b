/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import java.util.List;
import java.util.Optional;

/**
 * A merge that was built and checked beside the base branch and waits to land, so that several repositories can be
 * prepared before any lands.
 *
 * <p>Called by hosts; confined to one thread. Close it in any case: what was built and did not land is then reached by no
 * ref, and git's own garbage collection removes it.
 */
public interface PreparedMerge extends AutoCloseable {
    /** {@return the binding whose work it carries} */
    BindingInfo binding();

    /**
     * {@return why there is nothing to land, for example {@link MergeOutcome.CheckFailed}; empty when everything passed}
     */
    Optional<MergeOutcome> stopped();

    /** {@return the merge commit that {@link #land} moves the base branch to, empty when it stopped before one was built} */
    Optional<CommitId> commit();

    /** {@return the base branch's commit it was built on} */
    CommitId base();

    /** {@return what landing would change on the base branch, sorted by path, empty when nothing was built} */
    List<FileChange> changes();

    /** {@return what the checks found, in order} */
    List<CheckResult> checks();

    /**
     * Moves the base branch to the candidate and ends the binding. When the base branch moved since, the merge is built
     * and checked again, with this one's place in the queue kept.
     *
     * @return how it ended; the reason of {@link #stopped} when there is one
     * @throws ReviewRequiredException if the gate is not open for the tip's tree
     * @throws UncommittedChangesException if the worktree holds work the tip does not
     * @throws WorktreeStateException if the binding ended meanwhile or git reports something unexpected
     * @throws InterruptedException if the calling thread was interrupted before anything moved
     */
    MergeOutcome land() throws InterruptedException;

    /** Drops what was not landed, and leaves the queue. Idempotent. */
    @Override
    void close();
}
