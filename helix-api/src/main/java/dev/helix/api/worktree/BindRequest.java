/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.SessionId;
import java.nio.file.Path;

/**
 * A request for a worktree. Immutable.
 *
 * @param session the session that will own the binding
 * @param projectRoot any directory inside the repository's checkout
 * @param task what the work is about, in any characters; it becomes part of the branch name
 */
public record BindRequest(SessionId session, Path projectRoot, String task) {}
