/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Origin;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.projection.TargetProfile;
import dev.helix.llm.engine.EngineCall;
import dev.helix.llm.engine.ErrorShape;
import dev.helix.llm.engine.ReplyDecoder;
import dev.helix.llm.engine.WireProtocol;

/** OpenAI Chat Completions, as one server speaks it. Immutable. */
final class ChatProtocol implements WireProtocol {
    static final String FAMILY = "openai-chat";

    private final ChatServer server;

    ChatProtocol(ChatServer server) {
        this.server = server;
    }

    @Override
    public String family() {
        return FAMILY;
    }

    @Override
    public String path(String model) {
        return "/chat/completions";
    }

    @Override
    public TargetProfile profile(Origin origin, ModelRequest request) {
        return server.profile(origin);
    }

    @Override
    public ObjectNode body(EngineCall call) {
        return new ChatBody(server, call).json();
    }

    @Override
    public ReplyDecoder decoder(EngineCall call, ModelListener listener) {
        return new ChatDecoder(call.self(), call.history()::nameInSession, listener);
    }

    @Override
    public ErrorShape errors() {
        return OpenAiErrors.SHAPE;
    }
}
