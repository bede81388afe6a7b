/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.RepositoryInfo;
import dev.helix.worktree.git.Drivers;
import dev.helix.worktree.git.Settings;
import java.nio.file.Path;

/**
 * A repository found fit to be bound. Immutable.
 *
 * @param root real path of the user's checkout
 * @param gitDir real path of that checkout's own git directory, with its {@code HEAD} and index
 * @param commonDir real path of the git directory all checkouts share
 * @param baseBranch short name of the branch checked out
 * @param settings what its configuration said
 */
public record Repository(Path root, Path gitDir, Path commonDir, String baseBranch, CommitId head, Settings settings) {
    /** {@return what hosts are told, root, branch and commit} */
    public RepositoryInfo info() {
        return RepositoryInfo.of(root, baseBranch, head);
    }

    /** {@return the drivers its configuration knows, filter and merge drivers} */
    public Drivers drivers() {
        return settings.drivers();
    }

    /** {@return the base branch's full name, {@code refs/heads/...}} */
    public String baseRef() {
        return "refs/heads/" + baseBranch;
    }

    /**
     * {@return the folder in which everything shared by Helix processes on this repository is kept, {@code helix} in
     * the common git directory}
     */
    public Path shared() {
        return commonDir.resolve("helix");
    }
}
