/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.TaskId;
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
     * Finds a task of this Helix instance, running or ended.
     *
     * <p>Of tasks that ended, the latest 100 are kept with their outcome and events, until the instance is closed.
     *
     * @param id the task's id
     * @return empty when there is none, or it ended too long ago
     */
    Optional<ManagedTask> find(TaskId id);
}
