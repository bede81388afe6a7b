/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.CallContext;
import dev.helix.api.workspace.Workspace;
import java.util.List;

/** The merge commit built beside the base branch, before anything moves. Valid only while its check runs. */
public interface MergeCandidate extends CallContext {
    /** {@return the merge commit that the base branch will point at if all checks pass} */
    CommitId commit();

    /** {@return its tree, the tree every piece of evidence is keyed by} */
    TreeId tree();

    /** {@return the base branch's commit the candidate was built on, its first parent} */
    CommitId base();

    /** {@return the binding whose work it carries} */
    BindingInfo binding();

    /** {@return what the merge would change on the base branch, sorted by path} */
    List<FileChange> changes();

    /** {@return the candidate's files} */
    TreeFiles files();

    /** {@return the files of the base branch's commit it was built on} */
    TreeFiles baseFiles();

    /**
     * {@return a fresh detached checkout of the candidate, made at the first call and removed after the check; it is
     * never a directory an agent worked in, a workspace as isolated as the binding's}
     */
    Workspace workspace();
}
