/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.TaskId;
import dev.helix.api.session.ResumeSpec;
import java.util.Optional;

/**
 * A manager that takes on tasks and sees them through: it guards intent, has no tools, and believes only evidence.
 * Thread-safe.
 */
public interface Manager {
    /**
     * Locks the request as a baseline and starts the work.
     *
     * @param request what is to be done, where, and how it is proven
     * @param host hears the task from its first event on and answers proposals
     * @return the handle of the running task
     * @throws dev.helix.api.InvalidRequestException if the request cannot be carried out as it stands
     * @throws dev.helix.api.scope.UnclearScopeException if the request leaves open which paths may be changed, and the
     *     host does not say
     * @throws dev.helix.api.worktree.RepositoryUnsuitableException if the repository cannot be bound
     * @throws dev.helix.api.model.UnknownProviderException if the model's provider was not configured
     * @throws dev.helix.api.model.MissingCredentialException if the model's endpoint needs a key and there is none
     * @throws dev.helix.api.session.LimitReachedException if the host's executor takes no task
     * @throws dev.helix.api.session.SessionClosedException if the Helix instance is closed
     */
    ManagedTask submit(TaskRequest request, TaskHost host);

    /**
     * Takes up a task again whose process ended, or whose Helix instance was closed, before the task did: with its baseline,
     * scope, rounds, conversation and worktree. Agents that were working are told to go on, a claimed completion is
     * delivered, and a merge that landed is judged and never repeated. A task that was blocked is blocked still, until
     * {@link ManagedTask#retry()}.
     *
     * @param id the task's id
     * @param spec what cannot be read from the journal: all tools and reviewers the task had, and what is to differ
     * @param host hears the task from its resumption on and answers proposals
     * @return the handle of the task
     * @throws UnknownTaskException if there is no record of it
     * @throws TaskEndedException if it has ended for good
     * @throws dev.helix.api.journal.LeaseHeldException if it is open, here or in another process
     * @throws dev.helix.api.journal.JournalException if its journal cannot be read or written
     * @throws dev.helix.api.InvalidRequestException if a tool or reviewer it had is not named again, or the id is that of a
     *     plain session
     * @throws dev.helix.api.worktree.RepositoryUnsuitableException if the repository is gone, or cannot be bound as it is now
     * @throws dev.helix.api.model.UnknownProviderException if its model's provider is not configured and the spec names
     *     no other model
     * @throws dev.helix.api.session.LimitReachedException if the host's executor takes no task
     * @throws dev.helix.api.session.SessionClosedException if the Helix instance is closed
     */
    ManagedTask resume(TaskId id, ResumeSpec spec, TaskHost host);

    /**
     * Takes up a task again that had no tools, reviewers, limits or routing of its own.
     *
     * @param id the task's id
     * @param host hears the task from its resumption on and answers proposals
     * @return the handle of the task
     * @throws dev.helix.api.HelixException as {@link #resume(TaskId, ResumeSpec, TaskHost)} does
     */
    default ManagedTask resume(TaskId id, TaskHost host) {
        return resume(id, ResumeSpec.builder().build(), host);
    }

    /**
     * Finds a task of this Helix instance, running or ended.
     *
     * <p>Of tasks that ended, the latest 100 are kept with their outcome and events, until the instance is closed.
     *
     * @param id the task's id
     * @return empty when there is none, or it ended too long ago
     */
    Optional<ManagedTask> find(TaskId id);
}
