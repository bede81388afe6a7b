/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

/** A check that decides whether a merge candidate may land. Implemented by hosts; runs with no lock held. */
public interface MergeCheck {
    /** {@return the name shown in results, short and constant} */
    String name();

    /**
     * Checks one candidate.
     *
     * @param candidate what would land
     * @return the result; a check that throws counts as failed
     * @throws InterruptedException if the calling thread was interrupted
     */
    CheckResult run(MergeCandidate candidate) throws InterruptedException;
}
