/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.AssistantMessage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of one model call. Immutable. */
public final class ModelReply {
    private final AssistantMessage message;
    private final StopReason stop;
    private final Usage usage;

    private ModelReply(AssistantMessage message, StopReason stop, Usage usage) {
        this.message = requireNonNull(message, "message");
        this.stop = requireNonNull(stop, "stop");
        this.usage = requireNonNull(usage, "usage");
    }

    /**
     * Creates a reply.
     *
     * @param message the complete assistant message
     * @param stop why the model stopped
     * @param usage the tokens of this call
     * @return the reply
     */
    public static ModelReply of(AssistantMessage message, StopReason stop, Usage usage) {
        return new ModelReply(message, stop, usage);
    }

    /** {@return the complete assistant message} */
    public AssistantMessage message() {
        return message;
    }

    /** {@return why the model stopped} */
    public StopReason stop() {
        return stop;
    }

    /** {@return the tokens of this call} */
    public Usage usage() {
        return usage;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelReply reply
                && message.equals(reply.message)
                && stop == reply.stop
                && usage.equals(reply.usage);
    }

    @Override
    public int hashCode() {
        return Objects.hash(message, stop, usage);
    }

    @Override
    public String toString() {
        return "ModelReply[" + stop + ", " + message + ", " + usage + "]";
    }
}
