/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Origin;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.projection.TargetProfile;
import dev.helix.core.projection.TargetProfiles;
import dev.helix.llm.engine.EngineCall;
import dev.helix.llm.engine.ErrorKind;
import dev.helix.llm.engine.ErrorReport;
import dev.helix.llm.engine.ErrorShape;
import dev.helix.llm.engine.ReplyDecoder;
import dev.helix.llm.engine.WireProtocol;
import dev.helix.llm.wire.JsonValue;

/** Ollama's {@code /api/chat}. Immutable. */
final class OllamaProtocol implements WireProtocol {
    static final String FAMILY = "ollama";

    private static final ErrorShape ERRORS = new Errors();

    /** 0 when it is not known. */
    private final int contextTokens;

    OllamaProtocol(int contextTokens) {
        this.contextTokens = contextTokens;
    }

    @Override
    public String family() {
        return FAMILY;
    }

    @Override
    public Framing framing() {
        return Framing.LINES;
    }

    @Override
    public String path(String model) {
        return "/api/chat";
    }

    @Override
    public TargetProfile profile(Origin origin, ModelRequest request) {
        TargetProfile profile = TargetProfiles.ollama(origin);
        return contextTokens == 0
                ? profile
                : profile.toBuilder().windowTokens(contextTokens).build();
    }

    @Override
    public ObjectNode body(EngineCall call) {
        return new OllamaBody(call).json();
    }

    @Override
    public ReplyDecoder decoder(EngineCall call, ModelListener listener) {
        return new OllamaDecoder(call.self(), call.history()::nameInSession, listener);
    }

    @Override
    public ErrorShape errors() {
        return ERRORS;
    }

    /** The server says what is wrong in one sentence. */
    private static final class Errors implements ErrorShape {
        @Override
        public boolean isError(JsonValue event) {
            JsonValue error = event.path("error");
            return error.isText() || error.isObject();
        }

        @Override
        public ErrorKind kind(int status, ErrorReport report) {
            ErrorKind kind = report.kind();
            if (kind == ErrorKind.BY_STATUS && report.message().matches("(?s).*model .{0,200}not found.*")) {
                return ErrorKind.UNKNOWN_MODEL;
            }
            return kind;
        }
    }
}
