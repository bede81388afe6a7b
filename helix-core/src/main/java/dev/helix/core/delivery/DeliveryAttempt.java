/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.manager.Criterion;
import dev.helix.api.worktree.MergeOutcome;

/** The result of an attempt to deliver: how far it got. */
public sealed interface DeliveryAttempt {
    /** The work is on the base branch. */
    record Landed(MergeOutcome.Merged merged) implements DeliveryAttempt {}

    /** Everything passed, but something outside the library's reach is in the way. */
    record Blocked(MergeOutcome.Blocked outcome) implements DeliveryAttempt {}

    /** Something is missing; closing this one gap is the next thing to do. */
    record Gap(Criterion criterion, String text) implements DeliveryAttempt {}
}
