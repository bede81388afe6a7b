/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.HelixHome;
import java.time.InstantSource;

/** A factory of the worktree service of one Helix instance. Implemented by helix-worktree; hosts only pass it on. */
@FunctionalInterface
public interface WorktreeServiceFactory {
    /**
     * Makes the service.
     *
     * @param home where worktrees live
     * @param clock the clock of commits and approvals
     * @return a service, closed by the Helix instance
     */
    WorktreeService open(HelixHome home, InstantSource clock);
}
