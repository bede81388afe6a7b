/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import dev.helix.api.message.Origin;

/**
 * An engine that speaks one wire protocol to one model. Implemented by adapters and hosts; thread-safe.
 *
 * <p>An engine makes one attempt per call and keeps no conversation: retries, history and tools belong to the
 * session.
 */
public interface ModelEngine {
    /** {@return where the messages of this engine come from, endpoint, protocol and model} */
    Origin origin();

    /**
     * Asks the model for the next assistant message and blocks until it is complete.
     *
     * @param request the conversation and the tools on offer
     * @param listener hears the message grow; called on the calling thread or one thread of the engine at a time
     * @return the complete message with its usage
     * @throws ModelException if the attempt failed; the type says how and whether a retry can help
     * @throws InterruptedException if the calling thread was interrupted; the request was cancelled
     */
    ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException;
}
