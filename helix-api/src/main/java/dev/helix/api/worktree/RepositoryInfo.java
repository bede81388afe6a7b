/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import java.nio.file.Path;

/**
 * The description of a repository that can be bound. Immutable.
 *
 * @param root real path of the checkout's top directory
 * @param baseBranch short name of the branch checked out there, for example {@code main}
 * @param head the commit that branch points at
 */
public record RepositoryInfo(Path root, String baseBranch, CommitId head) {}
