/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.HelixHome;
import dev.helix.api.Limits;
import java.time.InstantSource;

/** A factory of the worktree service of one Helix instance. Implemented by helix-worktree; hosts only pass it on. */
@FunctionalInterface
public interface WorktreeServiceFactory {
    /**
     * Opens the service.
     *
     * @param home where worktrees live
     * @param clock the clock of commits and approvals
     * @return a service, closed by the Helix instance
     */
    WorktreeService open(HelixHome home, InstantSource clock);

    /**
     * Opens the service with the limits of a Helix instance, of which those on commands concern it.
     *
     * @param home where worktrees live
     * @param clock the clock of commits and approvals
     * @param limits what one command may use
     * @return a service, closed by the Helix instance
     */
    default WorktreeService open(HelixHome home, InstantSource clock, Limits limits) {
        return open(home, clock);
    }
}
