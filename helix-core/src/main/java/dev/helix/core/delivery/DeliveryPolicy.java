/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.worktree.MergeCheck;
import dev.helix.api.worktree.Reviewer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The policy that says what a delivery has to pass.
 *
 * @param reviewers all must agree, asked in order
 * @param checks what the merge candidate must pass, in order
 * @param trailers extra trailers of the merge commit
 * @param clock the time of approvals
 */
record DeliveryPolicy(
        List<Reviewer> reviewers, List<MergeCheck> checks, Map<String, String> trailers, InstantSource clock) {}
