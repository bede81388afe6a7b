/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Origin;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Secret;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import dev.helix.core.projection.TargetProfiles;
import dev.helix.llm.engine.EngineCall;
import dev.helix.llm.engine.ErrorShape;
import dev.helix.llm.engine.ReplyDecoder;
import dev.helix.llm.engine.WireProtocol;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Anthropic Messages. Immutable. */
final class AnthropicProtocol implements WireProtocol {
    static final String FAMILY = "anthropic-messages";

    @Override
    public String family() {
        return FAMILY;
    }

    @Override
    public String requestIdHeader() {
        return "request-id";
    }

    @Override
    public String path(String model) {
        return "/v1/messages";
    }

    @Override
    public Map<String, String> headers(@Nullable Secret key) {
        Map<String, String> version = Map.of("anthropic-version", "2023-06-01");
        return key == null ? version : Map.of("anthropic-version", "2023-06-01", "x-api-key", key.reveal());
    }

    @Override
    public TargetProfile profile(Origin origin, ModelRequest request) {
        TargetProfile profile = TargetProfiles.anthropicMessages(origin);
        boolean byBudget = request.reasoning()
                .filter(reasoning -> reasoning.budgetTokens().isPresent())
                .isPresent();
        return byBudget
                ? profile.toBuilder().with(TargetRule.REASONING_STARTS_LOOP).build()
                : profile;
    }

    @Override
    public ObjectNode body(EngineCall call) {
        return RequestBody.of(call);
    }

    @Override
    public ReplyDecoder decoder(EngineCall call, ModelListener listener) {
        return new ReplyAssembler(call.self(), call.history()::nameInSession, listener);
    }

    @Override
    public ErrorShape errors() {
        return AnthropicErrors.SHAPE;
    }
}
