/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.TaskId;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.worktree.MergeCheck;
import dev.helix.api.worktree.Reviewer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The conditions that a delivery has to pass.
 *
 * @param reviewers all must agree, asked in order
 * @param checks what the merge candidate must pass, in order
 * @param trailers extra trailers of the merge commit
 * @param task the managed task, empty in a plain session
 * @param baseline the locked request with the scope in force, empty in a plain session
 */
record DeliveryPolicy(
        List<Reviewer> reviewers,
        List<MergeCheck> checks,
        Map<String, String> trailers,
        Optional<TaskId> task,
        Supplier<Optional<ScopeBaseline>> baseline,
        InstantSource clock) {}
