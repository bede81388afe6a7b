/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ContextExceededException;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.Secret;
import dev.helix.api.model.StopReason;
import dev.helix.llm.engine.EngineContract;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.http.JdkHttpTransport;
import dev.helix.llm.servers.ChatWire;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ChatEngineTest extends EngineContract {
    ChatEngineTest() {
        super(ChatWire.reasoning());
    }

    @Override
    protected EngineFactory factory(URI uri, Function<HttpLimits, HttpTransport> transport, HttpLimits limits) {
        return OpenAiEngines.chat(
                        ChatServer.deepSeek().with(ChatFeature.CONTENT_PARTS).with(ChatFeature.JSON_SCHEMA))
                .profile(profile ->
                        profile.toBuilder().userMedia(Set.of("image/png")).build())
                .baseUrl(uri.resolve("/v1"))
                .transport(transport)
                .limits(limits)
                .build();
    }

    @Override
    protected boolean returnsReasoning(String body) {
        return body.contains("\"reasoning_content\":\"I look first.\"");
    }

    @Override
    protected boolean stops(StopReason stop) {
        return stop != StopReason.PAUSED;
    }

    @Test
    void aPromptThatCannotFitAKnownWindowIsNotSent() {
        try (OpenAiEngines engines = OpenAiEngines.chat(ChatServer.zAi())
                .baseUrl(URI.create("http://127.0.0.1:1"))
                .transport(JdkHttpTransport::create)
                .profile(profile -> profile.toBuilder().windowTokens(1000).build())
                .build()) {
            ModelEngine engine = engines.open(EngineTarget.of(
                    ModelId.parse("zai:m"),
                    CallContext.of(new SessionId("abc")),
                    request -> Optional.of(Secret.of("k"))));

            assertThatThrownBy(() -> engine.generate(
                            request()
                                    .messages(List.of(UserMessage.of("word ".repeat(2000))))
                                    .build(),
                            ModelListener.NONE))
                    .isInstanceOf(ContextExceededException.class)
                    .hasMessageContainingAll("the context window of 'zai:m' 1000", "windowTokens");
        }
    }
}
