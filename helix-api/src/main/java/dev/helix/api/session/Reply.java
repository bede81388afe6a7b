/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import dev.helix.api.TurnId;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Usage;
import dev.helix.api.worktree.MergeOutcome;
import java.util.Optional;

/** The end of a turn that was answered. Immutable. */
public final class Reply extends NamedParts {
    private final TurnId turn;
    private final ModelId model;
    private final String text;
    private final Usage usage;
    private final Optional<MergeOutcome> delivery;

    private Reply(Builder builder) {
        super(
                "turn, model, text, usage, delivery",
                builder.turn,
                builder.model,
                builder.text,
                builder.usage,
                builder.delivery);
        this.turn = builder.turn;
        this.model = builder.model;
        this.text = builder.text;
        this.usage = builder.usage;
        this.delivery = builder.delivery;
    }

    /**
     * Starts a reply.
     *
     * <p>Defaults: no text, no usage, no delivery.
     *
     * @param turn the turn that ended
     * @param model the model that answered
     */
    public static Builder builder(TurnId turn, ModelId model) {
        return new Builder(turn, model);
    }

    /** {@return the turn that ended} */
    public TurnId turn() {
        return turn;
    }

    /** {@return the model that answered} */
    public ModelId model() {
        return model;
    }

    /** {@return the visible text of the last assistant message, possibly empty} */
    public String text() {
        return text;
    }

    /** {@return what the turn cost} */
    public Usage usage() {
        return usage;
    }

    /** {@return how the merge ended, when the agent completed a delivery in this turn} */
    public Optional<MergeOutcome> delivery() {
        return delivery;
    }

    /** A builder of replies. Confined to one thread. */
    public static final class Builder {
        private final TurnId turn;
        private final ModelId model;
        private String text = "";
        private Usage usage = Usage.NONE;
        private Optional<MergeOutcome> delivery = Optional.empty();

        private Builder(TurnId turn, ModelId model) {
            this.turn = requireNonNull(turn, "turn");
            this.model = requireNonNull(model, "model");
        }

        /** Sets {@link Reply#text()}. */
        public Builder text(String text) {
            this.text = requireNonNull(text, "text");
            return this;
        }

        /** Sets {@link Reply#usage()}. */
        public Builder usage(Usage usage) {
            this.usage = requireNonNull(usage, "usage");
            return this;
        }

        /** Sets {@link Reply#delivery()}. */
        public Builder delivery(Optional<MergeOutcome> delivery) {
            this.delivery = requireNonNull(delivery, "delivery");
            return this;
        }

        /** {@return the reply} */
        public Reply build() {
            return new Reply(this);
        }
    }
}
