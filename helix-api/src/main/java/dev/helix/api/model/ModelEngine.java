/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import dev.helix.api.message.Origin;
import dev.helix.api.projection.TargetProfile;
import java.util.Set;

/**
 * An engine that speaks one wire protocol to one model. Implemented by adapters and hosts; thread-safe.
 *
 * <p>An engine makes one attempt per call and keeps no conversation: retries, history and tools belong to the
 * session.
 */
public interface ModelEngine {
    /** {@return where the messages of this engine come from, endpoint, protocol and model} */
    Origin origin();

    /** {@return where the requests go; a service without an address unless overridden} */
    default EngineEndpoint endpoint() {
        return EngineEndpoint.of(origin());
    }

    /**
     * Describes what the model accepts as a history. Each request of a session reaches {@link #generate} projected by
     * this profile.
     *
     * <p>Unless overridden: calls and results in pairs, ids and names of at most 64 letters, digits, underscores and
     * hyphens, system messages at the front, the common types of images and documents in messages and results, and
     * nothing that another model signed.
     *
     * @param request what the session asks; its messages are raw
     * @return the profile
     */
    default TargetProfile profile(ModelRequest request) {
        Set<String> media = Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf", "text/*");
        return TargetProfile.builder(origin())
                .userMedia(media)
                .resultMedia(media)
                .build();
    }

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
