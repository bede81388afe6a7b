/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.checkout;

import dev.helix.api.workspace.Workspace;
import dev.helix.worktree.repository.GitRepository;

/** A factory of the guarded, sandboxed workspace of a checkout. Thread-safe. */
@FunctionalInterface
public interface Workspaces {
    /**
     * Makes a workspace in which the checkout is writable and every git directory read-only.
     *
     * @param repository the repository the checkout belongs to
     * @param checkout the checkout
     * @return the workspace
     */
    Workspace of(GitRepository repository, Checkout checkout);
}
