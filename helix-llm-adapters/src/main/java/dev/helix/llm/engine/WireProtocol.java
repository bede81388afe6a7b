/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Origin;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Secret;
import dev.helix.api.projection.TargetProfile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tells one provider's protocol from the others. Immutable and thread-safe. */
public interface WireProtocol {
    /** {@return the family in an {@link Origin}} */
    String family();

    /** {@return how the events of an answer are framed; as server-sent events unless overridden} */
    default Framing framing() {
        return Framing.EVENTS;
    }

    /** The framing of the events of an answer. */
    enum Framing {
        /** Server-sent events. */
        EVENTS,
        /** One JSON value per line. */
        LINES
    }

    /** {@return the header of an answer that names the request, in lower case} */
    default String requestIdHeader() {
        return "x-request-id";
    }

    /**
     * Names the resource of a model.
     *
     * @param model the provider's name of the model
     * @return what follows the base URL, starting with a slash
     */
    String path(String model);

    /**
     * Creates the headers that are the protocol's own: a bearer token unless overridden.
     *
     * @param key the credential, or null when there is none
     * @return names to values
     */
    default Map<String, String> headers(@Nullable Secret key) {
        return key == null ? Map.of() : Map.of("authorization", "Bearer " + key.reveal());
    }

    /**
     * Says what a model accepts as a history.
     *
     * @param origin the engine
     * @param request what the session asks
     * @return the profile
     */
    TargetProfile profile(Origin origin, ModelRequest request);

    /**
     * Encodes a request. A pure function.
     *
     * @param call what is asked
     * @return the body
     * @throws dev.helix.api.model.ModelException if the request cannot be sent
     */
    ObjectNode body(EngineCall call);

    /**
     * Creates what reads the answer to a call.
     *
     * @param call what was asked
     * @param listener hears the answer while it arrives
     * @return a decoder at the start of the answer
     */
    ReplyDecoder decoder(EngineCall call, ModelListener listener);

    /** {@return how the provider says what went wrong} */
    ErrorShape errors();
}
