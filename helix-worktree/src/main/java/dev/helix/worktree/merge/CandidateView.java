/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.AgentName;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeCandidate;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.TreeFiles;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.worktree.git.GitObjects;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A candidate as one check sees it, with a checkout of its own made when first asked for. Thread-safe. */
final class CandidateView implements MergeCandidate, AutoCloseable {
    private final Candidate candidate;
    private final CandidateCheckouts checkouts;
    private final BindingInfo binding;
    private final MergeRequest request;
    private final ReentrantLock lock = new ReentrantLock();
    private CandidateCheckouts.@Nullable CreatedCheckout made;
    private boolean closed;

    CandidateView(Candidate candidate, CandidateCheckouts checkouts, BindingInfo binding, MergeRequest request) {
        this.candidate = candidate;
        this.checkouts = checkouts;
        this.binding = binding;
        this.request = request;
    }

    @Override
    public SessionId session() {
        return binding.session();
    }

    @Override
    public Optional<TaskId> task() {
        return request.task();
    }

    @Override
    public Optional<AgentName> agent() {
        return request.agent();
    }

    @Override
    public BindingInfo binding() {
        return binding;
    }

    @Override
    public TreeFiles files() {
        return checkouts.repository().objects().files(candidate.tree());
    }

    @Override
    public TreeFiles baseFiles() {
        GitObjects objects = checkouts.repository().objects();
        return objects.files(objects.commit(candidate.base()).tree());
    }

    @Override
    public CommitId commit() {
        return candidate.commit();
    }

    @Override
    public TreeId tree() {
        return candidate.tree();
    }

    @Override
    public CommitId base() {
        return candidate.base();
    }

    @Override
    public List<FileChange> changes() {
        return candidate.changes();
    }

    @Override
    public Workspace workspace() {
        lock.lock();
        try {
            if (closed) {
                throw new WorktreeStateException(
                        "the checkout of candidate " + candidate.commit().abbreviated()
                                + " is gone: it is valid only while its check runs",
                        null);
            }
            if (made == null) {
                made = checkouts.make(candidate.commit());
            }
            return made.workspace();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorktreeStateException("interrupted while the candidate was checked out; merge again", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (made != null) {
                checkouts.remove(made);
            }
        } finally {
            lock.unlock();
        }
    }
}
