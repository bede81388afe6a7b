/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import dev.helix.api.model.ModelReply;
import dev.helix.llm.wire.JsonValue;
import java.io.IOException;

/**
 * A decoder that puts a reply together from the events of an answer, or from one whole reply, which comes as a single
 * event. Confined to one thread.
 *
 * <p>Knows nothing of HTTP. What it does not know is skipped or kept as it is.
 */
public interface ReplyDecoder {
    /**
     * Takes one event.
     *
     * @param event its value, not valid afterwards; {@link JsonValue#MISSING} for the text {@code [DONE]}, with which
     *     some streams end
     * @throws IOException if it does not follow the protocol
     * @throws dev.helix.api.model.ModelException if the listener throws one
     */
    void accept(JsonValue event) throws IOException;

    /**
     * {@return whether the reply is complete: from then on nothing that follows, and no failure, is a reason to ask
     * again}
     */
    boolean isComplete();

    /** {@return whether nothing that matters can follow, so that reading may stop; only a complete reply has ended} */
    default boolean hasEnded() {
        return isComplete();
    }

    /**
     * {@return the reply so far}
     *
     * @throws IOException if its parts do not follow the protocol
     */
    ModelReply reply() throws IOException;
}
