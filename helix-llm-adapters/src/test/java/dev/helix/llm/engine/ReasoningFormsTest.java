/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.Reasoning.Effort;
import dev.helix.api.model.Secret;
import dev.helix.core.engine.CatalogedEngine;
import dev.helix.core.engine.ModelCatalog;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.llm.gemini.GeminiEngines;
import dev.helix.llm.http.JdkHttpTransport;
import dev.helix.llm.ollama.OllamaEngines;
import dev.helix.llm.openai.OpenAiEngines;
import dev.helix.testkit.server.FakeHttpServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of what is sent to models of the catalogue that are asked to think: each takes one form and refuses the others. */
class ReasoningFormsTest {
    @ParameterizedTest(name = "{0} asked for {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            anthropic:claude-sonnet-4-5      | 2000 | {"thinking":{"type":"enabled","budget_tokens":2000}}
            anthropic:claude-sonnet-4-5      | HIGH | {"thinking":{"type":"enabled","budget_tokens":16384}}
            anthropic:claude-opus-4-20250514 | LOW  | {"thinking":{"type":"enabled","budget_tokens":4096}}
            anthropic:claude-opus-4-7        | 2000 | {"thinking":{"type":"adaptive"},"output_config":{"effort":"low"}}
            anthropic:claude-opus-4-7        | off  | {"thinking":{"type":"disabled"}}
            anthropic:claude-sonnet-4-6      | MAX  | {"thinking":{"type":"adaptive"},"output_config":{"effort":"high"}}
            anthropic:claude-fable-5         | off  | {"thinking":{"type":"adaptive"},"output_config":{"effort":"low"}}
            anthropic:claude-opus-5-5        | MAX  | {"thinking":{"type":"adaptive"},"output_config":{"effort":"max"}}
            anthropic:claude-of-tomorrow     | MAX  | {"thinking":{"type":"adaptive"},"output_config":{"effort":"high"}}
            anthropic:claude-3-haiku         | HIGH | {}
            openai:gpt-5-mini                | off  | {"reasoning":{"effort":"minimal","summary":"auto"}}
            openai:gpt-5.4                   | off  | {"reasoning":{"effort":"none"}}
            openai:gpt-5.4                   | MAX  | {"reasoning":{"effort":"xhigh","summary":"auto"}}
            openai:o3                        | MAX  | {"reasoning":{"effort":"high","summary":"auto"}}
            openai:gpt-4.1                   | HIGH | {}
            openai:unheard-of                | HIGH | {}
            gemini:gemini-2.5-flash          | MAX  | {"thinkingConfig":{"includeThoughts":true,"thinkingBudget":24576}}
            gemini:gemini-2.5-flash          | off  | {"thinkingConfig":{"thinkingBudget":0}}
            gemini:gemini-2.5-pro            | off  | {}
            gemini:gemini-3-pro-preview      | MAX  | {"thinkingConfig":{"includeThoughts":true,"thinkingLevel":"high"}}
            gemini:gemini-3.8-flash          | off  | {"thinkingConfig":{"includeThoughts":true,"thinkingLevel":"low"}}
            ollama:qwen3:8b                  | HIGH | {"think":true}
            ollama:gpt-oss:20b               | HIGH | {"think":"high"}
            ollama:gpt-oss:20b               | off  | {"think":"low"}
            ollama:llama3.1                  | HIGH | {}
            """)
    void aModelIsAskedToThinkInTheFormItTakes(String model, String asked, String wire) throws Exception {
        JsonNode body = sent(ModelId.parse(model), reasoning(asked));

        JsonNode expected = WireJson.JSON.readTree(wire);
        for (String name : List.of("thinking", "output_config", "reasoning", "think")) {
            assertThat(body.path(name)).as(name).isEqualTo(expected.path(name));
        }
        assertThat(body.at("/generationConfig/thinkingConfig")).isEqualTo(expected.path("thinkingConfig"));
    }

    private static Reasoning reasoning(String asked) {
        return asked.equals("off")
                ? Reasoning.off()
                : asked.matches("\\d+")
                        ? Reasoning.budget(Integer.parseInt(asked))
                        : Reasoning.effort(Effort.valueOf(asked));
    }

    /** {@return what reached the server, which refuses everything} */
    private static JsonNode sent(ModelId model, Reasoning reasoning) throws Exception {
        String[] body = new String[1];
        try (FakeHttpServer server = FakeHttpServer.start((request, response) -> {
                    body[0] = request.body();
                    response.begin(400, Map.of("content-type", "application/json"));
                    response.piece("{}".getBytes(StandardCharsets.UTF_8));
                    response.end();
                });
                EngineFactory engines = engines(model.provider(), server.uri())) {
            ModelEngine engine = new CatalogedEngine(
                    engines.open(EngineTarget.of(
                            model, CallContext.of(new SessionId("abc")), reference -> Optional.of(Secret.of("k")))),
                    ModelCatalog.standard().find(engines.vendor(), model.name()));
            ModelRequest request = ModelRequest.builder()
                    .messages(List.of(UserMessage.of("hi")))
                    .maxOutputTokens(60_000)
                    .reasoning(reasoning)
                    .build();
            assertThatThrownBy(() -> engine.generate(request, ModelListener.NONE))
                    .isInstanceOf(ModelException.class);
        }
        return WireJson.JSON.readTree(body[0]);
    }

    private static EngineFactory engines(String vendor, URI server) {
        return switch (vendor) {
            case "anthropic" ->
                AnthropicEngines.builder()
                        .baseUrl(server)
                        .transport(JdkHttpTransport::create)
                        .build();
            case "openai" ->
                OpenAiEngines.responses()
                        .baseUrl(server)
                        .transport(JdkHttpTransport::create)
                        .build();
            case "gemini" ->
                GeminiEngines.builder()
                        .baseUrl(server)
                        .transport(JdkHttpTransport::create)
                        .build();
            default ->
                OllamaEngines.builder()
                        .baseUrl(server)
                        .transport(JdkHttpTransport::create)
                        .build();
        };
    }
}
