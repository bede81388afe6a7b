/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.message.Message;
import dev.helix.api.message.Origin;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.Secret;
import dev.helix.api.projection.SystemPlacement;
import dev.helix.api.projection.TargetProfile;
import dev.helix.core.engine.CatalogedEngine;
import dev.helix.core.engine.ModelCatalog;
import dev.helix.core.projection.HistoryValidator;
import dev.helix.core.projection.Violation;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.llm.engine.RecordedTraffic.Exchange;
import dev.helix.llm.gemini.GeminiEngines;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.JdkHttpTransport;
import dev.helix.llm.openai.ChatServer;
import dev.helix.llm.openai.OpenAiEngines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that hold the validator to what real providers accepted and refused. Each request is judged by the profile that
 * a session would have for the model it went to. What is found is printed as a row of the table in docs/models.md.
 */
class RecordedRequestsTest {
    /** What refusals say about the structure of messages; the rest is about models, options, media, quota and size. */
    private static final Pattern ABOUT_STRUCTURE = Pattern.compile(
            "tool_use|tool_result|tool_calls?\\b|'tool'|call_id|tool call id|tool output|function call|function response"
                    + "|\\broles?\\b|prefill|non-empty|non-whitespace|must not be empty|end with a user message"
                    + "|thinking. blocks|(start|starts) with a thinking|signature|reasoning_content|of type 'reasoning'"
                    + "|required following item|encrypted content|(messages|input|contents)[.\\[]\\d+[^ ]*(content|role|id|name)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ABOUT_SOMETHING_ELSE = Pattern.compile(
            "tool_choice|parallel_tool_calls|image|document|file|url|pdf|audio|video|base64|mime|too long: \\d+ tokens"
                    + "|max_tokens|unexpected keyword|extra inputs|unknown parameter|schema",
            Pattern.CASE_INSENSITIVE);

    /** Take system messages within a conversation; sessions do not use it, since proxies of the provider refuse it. */
    private static final Pattern SYSTEM_IN_PLACE =
            Pattern.compile("claude-(opus-4-[89]|(opus|sonnet|haiku|fable|mythos)-[5-9](-|$)).*");

    private static final Pattern GEMINI_MODEL = Pattern.compile("models/([^:/?]+):");

    record Provider(
            String name,
            String address,
            Function<HttpLimits, EngineFactory> engines,
            BiFunction<JsonNode, Origin, List<Message>> reader) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Provider> providers() {
        return Stream.of(
                new Provider(
                        "Anthropic Messages",
                        "https://api\\.anthropic\\.com/v1/messages(\\?.*)?$",
                        limits -> AnthropicEngines.builder()
                                .transport(JdkHttpTransport::create)
                                .build(),
                        RecordedHistories::anthropic),
                new Provider(
                        "OpenAI Responses",
                        "https://[^ ]+/responses(\\?.*)?$",
                        limits -> OpenAiEngines.responses()
                                .transport(JdkHttpTransport::create)
                                .build(),
                        RecordedHistories::responses),
                new Provider(
                        "Gemini",
                        ":(generateContent|streamGenerateContent)",
                        limits -> GeminiEngines.builder()
                                .transport(JdkHttpTransport::create)
                                .build(),
                        RecordedHistories::gemini),
                chat("OpenAI Chat", "api\\.openai\\.com/v1", ChatServer.openAi()),
                chat("Mistral", "api\\.mistral\\.ai/v1", ChatServer.mistral()),
                chat("DeepSeek", "api\\.deepseek\\.com", ChatServer.deepSeek()),
                chat("Groq", "api\\.groq\\.com/openai/v1", ChatServer.groq()),
                chat("OpenRouter", "openrouter\\.ai/api/v1", ChatServer.openRouter()),
                chat("Z.ai", "api\\.z\\.ai/api/paas/v4", ChatServer.zAi()),
                chat(
                        "other servers of Chat Completions",
                        "(?!demo-)(?!api\\.(openai|mistral|deepseek|groq|z)\\.)(?!openrouter\\.)[^ ]+",
                        ChatServer.compatible()));
    }

    private static Provider chat(String name, String host, ChatServer server) {
        return new Provider(
                name,
                "https?://" + host + "/chat/completions",
                limits -> OpenAiEngines.chat(server)
                        .transport(JdkHttpTransport::create)
                        .build(),
                RecordedHistories::chat);
    }

    private record Judged(int accepted, int refused, int undecided, List<String> falseAlarms, List<String> misses) {}

    @ParameterizedTest
    @MethodSource("providers")
    void acceptedRequestsPassAndThoseOfARefusedStructureDoNot(Provider provider) {
        Judged judged;
        try (EngineFactory engines = provider.engines().apply(HttpLimits.defaults())) {
            judged = judge(provider, engines);
        }
        System.out.printf(
                "| %s | %d | %d | %d | %d | %d |%n",
                provider.name(),
                judged.accepted(),
                judged.falseAlarms().size(),
                judged.refused(),
                judged.misses().size(),
                judged.undecided());
        assertThat(judged.falseAlarms()).as("false alarms").isEmpty();
        assertThat(judged.misses()).as("misses").isEmpty();
    }

    private static Judged judge(Provider provider, EngineFactory engines) {
        int accepted = 0;
        int refused = 0;
        int undecided = 0;
        List<String> falseAlarms = new ArrayList<>();
        List<String> misses = new ArrayList<>();
        for (Exchange exchange : RecordedTraffic.exchanges(Pattern.compile(provider.address(), Pattern.MULTILINE))) {
            boolean structure = exchange.status() == 400 && isAboutStructure(exchange.answer());
            if (exchange.status() != 200 && !structure) {
                continue;
            }
            if (RecordedHistories.isContinued(exchange.request())) {
                undecided++;
                continue;
            }
            List<Violation> found = violations(provider, engines, exchange);
            if (structure) {
                refused++;
                if (found.isEmpty()) {
                    misses.add(exchange.name() + ": " + exchange.answer());
                }
            } else {
                accepted++;
                if (!found.isEmpty()) {
                    falseAlarms.add(exchange.name() + ": " + found);
                }
            }
        }
        return new Judged(accepted, refused, undecided, falseAlarms, misses);
    }

    private static List<Violation> violations(Provider provider, EngineFactory engines, Exchange exchange) {
        String model = model(exchange);
        ModelEngine inner = engines.open(EngineTarget.of(
                new ModelId(engines.provider(), model),
                CallContext.of(new SessionId("abc")),
                reference -> Optional.of(Secret.of("k"))));
        ModelEngine engine = new CatalogedEngine(inner, ModelCatalog.standard().find(engines.vendor(), model));
        TargetProfile profile = engine.profile(settings(exchange.request()));
        if (SYSTEM_IN_PLACE.matcher(model).matches()) {
            profile = profile.toBuilder().system(SystemPlacement.AFTER_USER).build();
        }
        return new HistoryValidator(profile).violations(provider.reader().apply(exchange.request(), engine.origin()));
    }

    private static String model(Exchange exchange) {
        Matcher inAddress = GEMINI_MODEL.matcher(exchange.address());
        return inAddress.find()
                ? inAddress.group(1)
                : exchange.request().path("model").asText("unknown");
    }

    private static ModelRequest settings(JsonNode body) {
        ModelRequest.Builder request = ModelRequest.builder().messages(List.of(UserMessage.of("hi")));
        if (body.at("/thinking/type").asText().equals("enabled")) {
            request.reasoning(Reasoning.budget(
                    Math.max(1, body.at("/thinking/budget_tokens").asInt())));
        }
        return request.build();
    }

    private static boolean isAboutStructure(JsonNode answer) {
        String said = String.join(" ", answer.findValuesAsText("message")) + " "
                + String.join(" ", answer.findValuesAsText("param"));
        return ABOUT_STRUCTURE.matcher(said).find()
                && !ABOUT_SOMETHING_ELSE.matcher(said).find();
    }
}
