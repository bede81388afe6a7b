/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.workspace.Workspace;
import java.util.List;

/** Is the merge commit built beside the base branch, before anything moves. Valid only while its check runs. */
public interface MergeCandidate {
    /**
     * Returns the merge commit that the base branch will point at if all checks pass.
     *
     * @return the commit
     */
    CommitId commit();

    /**
     * Returns its tree.
     *
     * @return the tree every piece of evidence is keyed by
     */
    TreeId tree();

    /**
     * Returns the base branch's commit the candidate was built on, its first parent.
     *
     * @return the commit
     */
    CommitId base();

    /**
     * Returns what the merge would change on the base branch.
     *
     * @return sorted by path
     */
    List<FileChange> changes();

    /**
     * Returns a fresh detached checkout of the candidate, made at the first call and removed after the check; it is
     * never a directory an agent worked in.
     *
     * @return a workspace as isolated as the binding's
     */
    Workspace workspace();
}
