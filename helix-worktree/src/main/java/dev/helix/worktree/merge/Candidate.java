/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.TreeId;
import java.util.List;

/**
 * A merge commit that no branch points at yet. Immutable.
 *
 * @param changes how it differs from the base, sorted by path
 */
public record Candidate(CommitId commit, TreeId tree, CommitId base, CommitId tip, List<FileChange> changes)
        implements CandidateDraft {}
