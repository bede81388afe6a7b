/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.CallContext;
import dev.helix.api.worktree.RepositoryInfo;

/** The managed task on whose behalf a host is asked. Implemented by the library, thread-safe. */
public interface TaskContext extends CallContext {
    /** {@return the repository the task works in} */
    RepositoryInfo repository();
}
