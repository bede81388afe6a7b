/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.ollama;

import static org.assertj.core.api.Assertions.assertThat;
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
import dev.helix.api.model.StopReason;
import dev.helix.llm.engine.EngineContract;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.servers.OllamaWire;
import dev.helix.llm.servers.ScriptedReply;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OllamaEngineTest extends EngineContract {
    OllamaEngineTest() {
        super(new OllamaWire());
    }

    @Override
    protected EngineFactory factory(URI uri, Function<HttpLimits, HttpTransport> transport, HttpLimits limits) {
        return OllamaEngines.builder()
                .baseUrl(uri)
                .contextTokens(8192)
                .transport(transport)
                .limits(limits)
                .build();
    }

    @Override
    protected boolean returnsReasoning(String body) {
        return body.contains("\"thinking\":\"I look first.\"");
    }

    @Override
    protected boolean stops(StopReason stop) {
        return stop == StopReason.OUTPUT_LIMIT;
    }

    @Test
    void theServerIsToldTheWindowThatTheHostSet() throws Exception {
        ask(streaming(Transport.JDK, wire.events(model(), ScriptedReply.saying("ok"))));

        assertThat(received.get(0).body()).contains("\"num_ctx\":8192", "\"num_predict\":1000");
    }

    @Test
    void aPromptThatTheServerWouldCutIsNotSent() {
        try (OllamaEngines engines = OllamaEngines.builder()
                .baseUrl(URI.create("http://127.0.0.1:1"))
                .contextTokens(1000)
                .build()) {
            ModelEngine engine = engines.open(EngineTarget.of(
                    ModelId.parse("ollama:m"), CallContext.of(new SessionId("abc")), request -> Optional.empty()));

            assertThatThrownBy(() -> engine.generate(
                            request()
                                    .messages(List.of(UserMessage.of("word ".repeat(2000))))
                                    .build(),
                            ModelListener.NONE))
                    .isInstanceOf(ContextExceededException.class)
                    .hasMessageContainingAll("the context window of 'ollama:m' 1000", "contextTokens");
        }
    }
}
