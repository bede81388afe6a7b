/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.worktree.MergeOutcome;

/** Is what building a merge gives: a candidate, or the reason why there is none. */
sealed interface CandidateDraft permits Candidate, CandidateDraft.Stopped {
    /** Says why there is no candidate. */
    record Stopped(MergeOutcome outcome) implements CandidateDraft {}
}
