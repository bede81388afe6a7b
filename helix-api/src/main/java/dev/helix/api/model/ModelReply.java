/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import dev.helix.api.message.AssistantMessage;

/** The result of one model call. Immutable. */
public final class ModelReply extends NamedParts {
    private final AssistantMessage message;
    private final StopReason stop;
    private final Usage usage;

    private ModelReply(AssistantMessage message, StopReason stop, Usage usage) {
        super("message, stop, usage", message, stop, usage);
        this.message = message;
        this.stop = stop;
        this.usage = usage;
    }

    /** Creates a reply. */
    public static ModelReply of(AssistantMessage message, StopReason stop, Usage usage) {
        return new ModelReply(message, requireNonNull(stop, "stop"), requireNonNull(usage, "usage"));
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
}
