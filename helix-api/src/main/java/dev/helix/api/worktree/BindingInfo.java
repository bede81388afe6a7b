/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.SessionId;
import java.nio.file.Path;

/**
 * The description of a binding. Immutable.
 *
 * @param session the owning session
 * @param repository real path of the user's checkout
 * @param worktree real path of the isolated checkout the agents work in
 * @param branch short name of the isolated branch, {@code aiagent/{session}/{slug}-{8 hex}}
 * @param baseBranch short name of the branch the work will be merged into
 * @param base the commit the work started from
 * @param task what the work is about
 */
public record BindingInfo(
        SessionId session,
        Path repository,
        Path worktree,
        String branch,
        String baseBranch,
        CommitId base,
        String task) {}
