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
public interface TaskOutcome {
    /** The families of outcomes. New ones appear in later releases: keep a default branch. */
    enum Kind {
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
    Kind kind();

    /** {@return the record of how it went, baseline, verdicts, merge, proposals and costs} */
    Delivery delivery();

    /** {@return why it ended this way, one sentence} */
    String explanation();

    /** The outcome of a task whose five criteria are all proven. Immutable. */
    final class Delivered extends NamedParts implements TaskOutcome {
        private final Delivery delivery;
        private final String explanation;

        private Delivered(Delivery delivery, String explanation) {
            super("delivery, explanation", delivery, explanation);
            this.delivery = delivery;
            this.explanation = explanation;
        }

        /** Creates the outcome. */
        public static Delivered of(Delivery delivery, String explanation) {
            return new Delivered(delivery, explanation);
        }

        @Override
        public Kind kind() {
            return Kind.DELIVERED;
        }

        @Override
        public Delivery delivery() {
            return delivery;
        }

        @Override
        public String explanation() {
            return explanation;
        }
    }

    /**
     * The outcome of a task that cannot go on until something outside the library's reach has changed: a checkout, a
     * provider, a limit. Worktree and branch stay, and {@link ManagedTask#retry()} goes on from there. Immutable.
     */
    final class Blocked extends NamedParts implements TaskOutcome {
        private final Delivery delivery;
        private final String explanation;
        private final BlockedReason reason;

        private Blocked(Delivery delivery, String explanation, BlockedReason reason) {
            super("delivery, explanation, reason", delivery, explanation, reason);
            this.delivery = delivery;
            this.explanation = explanation;
            this.reason = reason;
        }

        /** Creates the outcome. */
        public static Blocked of(Delivery delivery, String explanation, BlockedReason reason) {
            return new Blocked(delivery, explanation, reason);
        }

        @Override
        public Kind kind() {
            return Kind.BLOCKED;
        }

        @Override
        public Delivery delivery() {
            return delivery;
        }

        @Override
        public String explanation() {
            return explanation;
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
    final class SentBack extends NamedParts implements TaskOutcome {
        private final Delivery delivery;
        private final String explanation;
        private final Criterion criterion;
        private final Optional<BindingInfo> binding;

        private SentBack(Delivery delivery, String explanation, Criterion criterion, Optional<BindingInfo> binding) {
            super("delivery, explanation, criterion, binding", delivery, explanation, criterion, binding);
            this.delivery = delivery;
            this.explanation = explanation;
            this.criterion = criterion;
            this.binding = binding;
        }

        /** Creates the outcome. */
        public static SentBack of(
                Delivery delivery, String explanation, Criterion criterion, Optional<BindingInfo> binding) {
            return new SentBack(delivery, explanation, criterion, binding);
        }

        @Override
        public Kind kind() {
            return Kind.SENT_BACK;
        }

        @Override
        public Delivery delivery() {
            return delivery;
        }

        @Override
        public String explanation() {
            return explanation;
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
    final class Abandoned extends NamedParts implements TaskOutcome {
        private final Delivery delivery;
        private final String explanation;
        private final String code;
        private final SavedRef saved;

        private Abandoned(Delivery delivery, String explanation, String code, SavedRef saved) {
            super("delivery, explanation, code, saved", delivery, explanation, code, saved);
            this.delivery = delivery;
            this.explanation = explanation;
            this.code = code;
            this.saved = saved;
        }

        /** Creates the outcome. */
        public static Abandoned of(Delivery delivery, String explanation, String code, SavedRef saved) {
            return new Abandoned(delivery, explanation, code, saved);
        }

        @Override
        public Kind kind() {
            return Kind.ABANDONED;
        }

        @Override
        public Delivery delivery() {
            return delivery;
        }

        @Override
        public String explanation() {
            return explanation;
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
