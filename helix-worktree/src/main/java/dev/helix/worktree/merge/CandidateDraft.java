/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.worktree.MergeOutcome;

/** The result of building a merge: a candidate, or the reason why there is none. */
public sealed interface CandidateDraft permits Candidate, CandidateDraft.Stopped {
    /** The reason why there is no candidate. */
    record Stopped(MergeOutcome outcome) implements CandidateDraft {}
}
