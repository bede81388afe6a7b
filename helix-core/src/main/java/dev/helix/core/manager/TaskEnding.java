/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.BlockedReason;
import dev.helix.api.HelixException;
import dev.helix.api.manager.Delivery;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.model.ModelException;
import dev.helix.api.session.LimitReachedException;
import dev.helix.api.worktree.SavedRef;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outcomes of a task whose rounds came to no outcome of their own: delivered when its work landed all the same,
 * blocked when it can go on later, abandoned otherwise. Confined to one thread at a time.
 */
final class TaskEnding {
    private static final Logger LOG = LoggerFactory.getLogger(TaskEnding.class);

    private final TaskPlan plan;
    private final TaskRounds rounds;
    private final BooleanSupplier closing;
    private volatile boolean leftOpen;

    /** Ends a task; while the library closes, worktree and branch stay as they are. */
    TaskEnding(TaskPlan plan, TaskRounds rounds, BooleanSupplier closing) {
        this.plan = plan;
        this.rounds = rounds;
        this.closing = closing;
    }

    /** {@return the outcome of a task that was merged all the same, or that can go on later; else empty} */
    Optional<TaskOutcome> afterFailure(HelixException failure) {
        Optional<TaskOutcome> landed = rounds.landed();
        if (landed.isPresent() || closing.getAsBoolean()) {
            return landed;
        }
        return resumable(failure).map(reason -> rounds.blocked(reason, String.valueOf(failure.getMessage())));
    }

    /** {@return the reason to wait: an outage or a limit says nothing about the work, which goes on when it is over} */
    private static Optional<BlockedReason> resumable(HelixException failure) {
        if (failure instanceof LimitReachedException) {
            return Optional.of(BlockedReason.LIMIT_REACHED);
        }
        return failure instanceof ModelException && failure.retriable()
                ? Optional.of(BlockedReason.PROVIDER_UNAVAILABLE)
                : Optional.empty();
    }

    /** Abandons what was not merged; what was merged by then cannot be called off and is judged after all. */
    TaskOutcome stopped(String code, String explanation) {
        return rounds.landed().orElseGet(() -> abandoned(code, explanation));
    }

    /** {@return whether the task was only stopped because the library closes, so that it can be taken up again} */
    boolean leftOpen() {
        return leftOpen;
    }

    /** Saves the work under a ref; if even that fails, worktree and branch stay, and the outcome says so. */
    TaskOutcome abandoned(String code, String explanation) {
        Delivery record = rounds.record();
        SavedRef saved = SavedRef.nothing();
        String outcome = explanation;
        try {
            leftOpen = closing.getAsBoolean();
            if (!leftOpen) {
                saved = rounds.abandon();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.warn("the work of task {} could not be put aside and stays in its worktree", plan.session(), failure);
            outcome += "; its work could not be put aside and stays where it is: " + failure.getMessage();
        }
        return TaskOutcome.Abandoned.of(record, outcome, code, saved);
    }
}
