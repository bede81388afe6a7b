/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Origin;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.Secret;
import dev.helix.api.projection.TargetProfile;
import dev.helix.core.projection.TargetProfiles;
import dev.helix.llm.engine.EngineCall;
import dev.helix.llm.engine.ErrorShape;
import dev.helix.llm.engine.ReplyDecoder;
import dev.helix.llm.engine.WireProtocol;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gemini's {@code streamGenerateContent}. Immutable. */
final class GeminiProtocol implements WireProtocol {
    static final String FAMILY = "gemini";

    /** Models that demand no signatures; all later and unknown ones do. */
    private static final Pattern BEFORE_3 = Pattern.compile("(models/)?(gemini-(1|2)([.-]|$)|gemma|learnlm).*");

    @Override
    public String family() {
        return FAMILY;
    }

    /** A name with a slash is the resource itself, such as a tuned model. */
    @Override
    public String path(String model) {
        if (List.of(model.split("/")).stream().anyMatch(step -> step.equals(".") || step.equals(".."))) {
            throw new RequestRejectedException(
                    "the model name '" + model
                            + "' leads elsewhere; name a model or a resource such as tunedModels/name",
                    null);
        }
        String encoded = URLEncoder.encode(model, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
        return "/v1beta/" + (model.contains("/") ? "" : "models/") + encoded + ":streamGenerateContent?alt=sse";
    }

    @Override
    public Map<String, String> headers(@Nullable Secret key) {
        return key == null ? Map.of() : Map.of("x-goog-api-key", key.reveal());
    }

    @Override
    public TargetProfile profile(Origin origin, ModelRequest request) {
        return BEFORE_3.matcher(origin.model()).matches()
                ? TargetProfiles.gemini(origin)
                : TargetProfiles.gemini3(origin);
    }

    @Override
    public ObjectNode body(EngineCall call) {
        return new GeminiBody(call).json();
    }

    @Override
    public ReplyDecoder decoder(EngineCall call, ModelListener listener) {
        return new GeminiDecoder(call.self(), call.history()::nameInSession, listener);
    }

    @Override
    public ErrorShape errors() {
        return GeminiErrors.SHAPE;
    }
}
