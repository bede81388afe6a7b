/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.recipes;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An engine of the host's own: a model that reads one text and writes one.
 *
 * <p>The profile says what the model accepts, and each request comes projected by it: here without reasoning, with calls
 * and results written out as text, and the user speaking last. So sessions switch to {@code own:...} and away from it as
 * with any other model.
 */
public final class OwnEngine implements ModelEngine {
    private final Origin origin;
    private final UnaryOperator<String> complete;

    private OwnEngine(Origin origin, UnaryOperator<String> complete) {
        this.origin = origin;
        this.complete = complete;
    }

    static EngineFactory factory(UnaryOperator<String> complete) {
        return new EngineFactory() {
            @Override
            public String provider() {
                return "own";
            }

            @Override
            public ModelEngine open(EngineTarget target) {
                return new OwnEngine(
                        new Origin("own", "one-text", target.model().name()), complete);
            }
        };
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public TargetProfile profile(ModelRequest request) {
        return TargetProfile.builder(origin)
                .rules(Set.of(TargetRule.CALLS_AS_TEXT, TargetRule.USER_LAST, TargetRule.NO_REASONING))
                .build();
    }

    @Override
    public ModelReply generate(ModelRequest request, ModelListener listener) {
        StringBuilder prompt = new StringBuilder(request.system());
        for (Message message : request.messages()) {
            String speaker = message instanceof AssistantMessage ? "You: " : "User: ";
            prompt.append("\n\n").append(speaker).append(message.text());
        }
        String answer = complete.apply(prompt.toString());
        listener.text(answer);
        AssistantMessage message = new AssistantMessage(List.of(Text.of(answer)), origin);
        return ModelReply.of(message, StopReason.END, Usage.NONE);
    }
}
