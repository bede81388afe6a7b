/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.BlockedReason;
import dev.helix.api.NamedParts;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.SavedRef;
import java.util.Optional;

/**
 * The end of a task, always with the record of how it went. New outcomes appear in later releases: keep a default branch.
 */
public abstract class TaskOutcome extends NamedParts {
    private final Kind kind;
    private final Delivery delivery;
    private final String explanation;

    private TaskOutcome(Kind kind, Delivery delivery, String explanation, String names, Object... parts) {
        super(names, parts);
        this.kind = kind;
        this.delivery = delivery;
        this.explanation = explanation;
    }

    /** The families of outcomes. New ones appear in later releases: keep a default branch. */
    public enum Kind {
        /** All five criteria are proven. */
        DELIVERED,
        /** Something outside the library's reach keeps the task from going on; it can be retried. */
        BLOCKED,
        /** A criterion is not proven. */
        SENT_BACK,
        /** The task stopped before it could be judged. */
        ABANDONED
    }

    /** {@return the family this outcome belongs to} */
    public final Kind kind() {
        return kind;
    }

    /** {@return the record of how it went, baseline, verdicts, merge, proposals and costs} */
    public final Delivery delivery() {
        return delivery;
    }

    /** {@return why it ended this way, one sentence} */
    public final String explanation() {
        return explanation;
    }

    /** The outcome of a task whose five criteria are all proven. Immutable. */
    public static final class Delivered extends TaskOutcome {
        private Delivered(Delivery delivery, String explanation) {
            super(Kind.DELIVERED, delivery, explanation, "delivery, explanation", delivery, explanation);
        }

        /** Creates the outcome. */
        public static Delivered of(Delivery delivery, String explanation) {
            return new Delivered(delivery, explanation);
        }
    }

    /**
     * The outcome of a task that cannot go on until something outside the library's reach has changed: a checkout, a
     * provider, a limit. Worktree and branch stay, and {@link ManagedTask#retry()} goes on from there. Immutable.
     */
    public static final class Blocked extends TaskOutcome {
        private final BlockedReason reason;

        private Blocked(Delivery delivery, String explanation, BlockedReason reason) {
            super(Kind.BLOCKED, delivery, explanation, "delivery, explanation, reason", delivery, explanation, reason);
            this.reason = reason;
        }

        /** Creates the outcome. */
        public static Blocked of(Delivery delivery, String explanation, BlockedReason reason) {
            return new Blocked(delivery, explanation, reason);
        }

        /** {@return what is in the way} */
        public BlockedReason reason() {
            return reason;
        }
    }

    /**
     * The outcome of a task with a criterion that is not proven: the agents did not close a gap in the rounds they
     * had, and worktree and branch stay for a person to look at; or the work was merged and something around it is
     * not as promised, which the delivery's merge shows. Immutable.
     */
    public static final class SentBack extends TaskOutcome {
        private final Criterion criterion;
        private final Optional<BindingInfo> binding;

        private SentBack(Delivery delivery, String explanation, Criterion criterion, Optional<BindingInfo> binding) {
            super(
                    Kind.SENT_BACK,
                    delivery,
                    explanation,
                    "delivery, explanation, criterion, binding",
                    delivery,
                    explanation,
                    criterion,
                    binding);
            this.criterion = criterion;
            this.binding = binding;
        }

        /** Creates the outcome. */
        public static SentBack of(
                Delivery delivery, String explanation, Criterion criterion, Optional<BindingInfo> binding) {
            return new SentBack(delivery, explanation, criterion, binding);
        }

        /** {@return what is not proven} */
        public Criterion criterion() {
            return criterion;
        }

        /** {@return where the work is, when a worktree was bound} */
        public Optional<BindingInfo> binding() {
            return binding;
        }
    }

    /** The outcome of a task that stopped before it could be judged; the base branch did not move. Immutable. */
    public static final class Abandoned extends TaskOutcome {
        private final String code;
        private final SavedRef saved;

        private Abandoned(Delivery delivery, String explanation, String code, SavedRef saved) {
            super(
                    Kind.ABANDONED,
                    delivery,
                    explanation,
                    "delivery, explanation, code, saved",
                    delivery,
                    explanation,
                    code,
                    saved);
            this.code = code;
            this.saved = saved;
        }

        /** Creates the outcome. */
        public static Abandoned of(Delivery delivery, String explanation, String code, SavedRef saved) {
            return new Abandoned(delivery, explanation, code, saved);
        }

        /** {@return the stable code of the error or condition that stopped it} */
        public String code() {
            return code;
        }

        /** {@return where the work is kept} */
        public SavedRef saved() {
            return saved;
        }
    }
}
