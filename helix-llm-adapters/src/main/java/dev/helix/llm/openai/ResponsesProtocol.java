/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Origin;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.projection.TargetProfile;
import dev.helix.core.projection.TargetProfiles;
import dev.helix.llm.engine.EngineCall;
import dev.helix.llm.engine.ErrorShape;
import dev.helix.llm.engine.ReplyDecoder;
import dev.helix.llm.engine.WireProtocol;

/** OpenAI Responses without state on the server. Immutable. */
final class ResponsesProtocol implements WireProtocol {
    static final String FAMILY = "openai-responses";

    @Override
    public String family() {
        return FAMILY;
    }

    @Override
    public String path(String model) {
        return "/responses";
    }

    @Override
    public TargetProfile profile(Origin origin, ModelRequest request) {
        return TargetProfiles.openAiResponses(origin);
    }

    @Override
    public ObjectNode body(EngineCall call) {
        return new ResponsesBody(call).json();
    }

    @Override
    public ReplyDecoder decoder(EngineCall call, ModelListener listener) {
        return new ResponsesDecoder(call.self(), call.history()::nameInSession, listener);
    }

    @Override
    public ErrorShape errors() {
        return OpenAiErrors.SHAPE;
    }
}
