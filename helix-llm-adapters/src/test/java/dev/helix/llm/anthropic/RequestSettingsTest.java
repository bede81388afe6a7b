/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Origin;
import dev.helix.api.message.StructuredData;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.CacheHints;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.ResponseSchema;
import dev.helix.api.model.Secret;
import dev.helix.api.model.ToolChoice;
import dev.helix.api.tool.ToolSpec;
import dev.helix.llm.engine.WireJson;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.http.JdkHttpTransport;
import dev.helix.testkit.ScriptedModel;
import dev.helix.testkit.server.FakeAnthropic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of what settings and content become on the wire; the server refuses what the provider would. */
class RequestSettingsTest {
    private static final Origin SELF = new Origin("anthropic", "anthropic-messages", "claude-test");
    private static final ToolCall CALL = ToolCall.of("toolu_1", "shot", "{}");
    private static final Image PNG = Image.of("image/png", "iVBORw0KGgo=");
    private static final Document PDF = Document.of("plan.pdf", "application/pdf", "JVBERi0=");

    private FakeAnthropic server;
    private HttpTransport transport;
    private AnthropicEngines engines;

    @BeforeEach
    void start() {
        server = FakeAnthropic.start(ScriptedModel.says("Yes."));
        transport = JdkHttpTransport.create();
        engines = AnthropicEngines.builder()
                .baseUrl(server.baseUrl())
                .transport(transport)
                .build();
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    @Test
    void whatIsNotSetIsNotSent() throws Exception {
        JsonNode body = sent(request());

        assertThat(body.properties())
                .extracting(property -> property.getKey())
                .containsExactlyInAnyOrder("model", "max_tokens", "stream", "system", "tools", "messages");
        assertThat(body.path("max_tokens").asInt()).isEqualTo(8000);
    }

    static Stream<Arguments> toolChoices() {
        return Stream.of(
                Arguments.of(ToolChoice.auto(), ""),
                Arguments.of(ToolChoice.none(), "{\"type\":\"none\"}"),
                Arguments.of(ToolChoice.required(), "{\"type\":\"any\"}"),
                Arguments.of(ToolChoice.named("shot"), "{\"type\":\"tool\",\"name\":\"shot\"}"));
    }

    @ParameterizedTest
    @MethodSource("toolChoices")
    void toolChoiceIsWrittenInTheProvidersWords(ToolChoice choice, String wire) throws Exception {
        assertThat(sent(request().toolChoice(choice)).path("tool_choice").toString())
                .isEqualTo(wire);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "0.3, 0.3", "1, 1.0", "1.7, 1.0"})
    void temperatureIsHeldToTheProvidersRange(double asked, double wire) throws Exception {
        assertThat(sent(request().temperature(asked)).path("temperature").asDouble())
                .isEqualTo(wire);
    }

    @ParameterizedTest
    @CsvSource({"MINIMAL, low", "LOW, low", "MEDIUM, medium", "HIGH, high", "MAX, max"})
    void effortIsTheNearestThatTheProviderHas(Reasoning.Effort effort, String wire) throws Exception {
        JsonNode body = sent(
                "claude-opus-4-6", request().reasoning(Reasoning.effort(effort)).temperature(0.5));

        assertThat(body.at("/output_config/effort").asText()).isEqualTo(wire);
        assertThat(body.path("thinking").toString()).isEqualTo("{\"type\":\"adaptive\"}");
        assertThat(body.has("temperature")).isFalse();
    }

    @Test
    void thinkingThatIsOffIsSwitchedOff() throws Exception {
        assertThat(sent(request().reasoning(Reasoning.off())).path("thinking").toString())
                .isEqualTo("{\"type\":\"disabled\"}");
    }

    @ParameterizedTest
    @CsvSource({"2000, 2000", "5, 1024", "1024, 1024", "7999, 7999", "8000, 7999", "100000, 7999"})
    void budgetOfThinkingStaysWithinWhatTheAnswerMayHave(int asked, int wire) throws Exception {
        JsonNode body = sent(request().reasoning(Reasoning.budget(asked)).temperature(0.5));

        assertThat(body.path("thinking").toString()).isEqualTo("{\"type\":\"enabled\",\"budget_tokens\":" + wire + "}");
        assertThat(body.has("temperature")).isFalse();
    }

    @Test
    void thinkingGivesWayToAnAnswerThatIsTooShortForIt() throws Exception {
        assertThat(sent(request().maxOutputTokens(1024).reasoning(Reasoning.budget(2000)))
                        .has("thinking"))
                .isFalse();
    }

    @Test
    void thinkingGivesWayToAToolThatMustBeCalled() throws Exception {
        for (ToolChoice forced : List.of(ToolChoice.required(), ToolChoice.named("shot"))) {
            JsonNode body = sent(request()
                    .toolChoice(forced)
                    .reasoning(Reasoning.budget(2000))
                    .temperature(0.5));

            assertThat(body.has("thinking")).isFalse();
            assertThat(body.path("temperature").asDouble()).isEqualTo(0.5);
        }
    }

    @Test
    void thinkingIsNotSwitchedOnWithinARoundOfCallsThatBeganWithoutIt() throws Exception {
        Reasoning budget = Reasoning.budget(2000);
        Message thoughtless = new AssistantMessage(List.of(CALL), SELF);
        Message thoughtful = new AssistantMessage(List.of(Thinking.of(SELF, "Let me look.", "c2ln"), CALL), SELF);
        Message result = ToolMessage.of(CALL.id(), "shot", "done", false);

        assertThat(sent(request()
                                .messages(List.of(UserMessage.of("a"), thoughtless, result))
                                .reasoning(budget))
                        .has("thinking"))
                .isFalse();
        assertThat(sent(request()
                                .messages(List.of(UserMessage.of("a"), thoughtful, result))
                                .reasoning(budget))
                        .has("thinking"))
                .isTrue();
        assertThat(sent(request()
                                .messages(List.of(
                                        UserMessage.of("a"),
                                        thoughtless,
                                        result,
                                        new AssistantMessage(List.of(Text.of("Done.")), SELF),
                                        UserMessage.of("b")))
                                .reasoning(budget))
                        .has("thinking"))
                .isTrue();
    }

    @Test
    void responseSchemaIsTheFormOfTheOutputAndStandsBesideAnEffort() throws Exception {
        JsonNode body = sent(
                "claude-opus-4-6",
                request()
                        .responseSchema(new ResponseSchema("answer", "{\"type\":\"object\",\"properties\":{}}"))
                        .reasoning(Reasoning.effort(Reasoning.Effort.HIGH)));

        assertThat(body.at("/output_config/format").toString())
                .isEqualTo("{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\",\"properties\":{}}}");
        assertThat(body.at("/output_config/effort").asText()).isEqualTo("high");
    }

    @Test
    void endUserIsTheUserOfTheMetadata() throws Exception {
        assertThat(sent(request().endUser("u-17")).path("metadata").toString()).isEqualTo("{\"user_id\":\"u-17\"}");
    }

    @ParameterizedTest
    @CsvSource({"SHORT, 3, ''", "LONG, 3, 1h", "NONE, 0, ''"})
    void cacheHintsDecideWhetherAndHowLongThePromptIsKept(CacheHints.Retention retention, int marks, String ttl)
            throws Exception {
        JsonNode body = sent(request().cacheHints(CacheHints.retention(retention)));

        List<JsonNode> found = body.findValues("cache_control");
        assertThat(found).hasSize(marks).allSatisfy(mark -> {
            assertThat(mark.path("type").asText()).isEqualTo("ephemeral");
            assertThat(mark.path("ttl").asText()).isEqualTo(ttl);
        });
    }

    @Test
    void cacheMarkStandsAfterADocumentAndAfterAResultThatHoldsAnImage() throws Exception {
        JsonNode body = sent(request()
                .messages(List.of(
                        new UserMessage(List.of(Text.of("Read it."), PDF)),
                        new AssistantMessage(List.of(CALL), SELF),
                        result(false, PNG))));

        assertThat(body.at("/messages/0/content/0").has("cache_control")).isFalse();
        assertThat(body.at("/messages/0/content/1").has("cache_control")).isTrue();
        assertThat(body.at("/messages/2/content/0").has("cache_control")).isTrue();
    }

    @Test
    void imagesAndDocumentsOfAUserTurnStandInTheirOrder() throws Exception {
        JsonNode content = sent(request()
                        .cacheHints(CacheHints.retention(CacheHints.Retention.NONE))
                        .messages(List.of(new UserMessage(List.of(
                                PNG,
                                Text.of("and"),
                                PDF,
                                Document.of("notes.md", "text/markdown", "w7xiZXI="),
                                StructuredData.of("{\"n\":1}"))))))
                .at("/messages/0/content");

        assertThat(strings(content))
                .containsExactly(
                        "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"iVBORw0KGgo=\"}}",
                        "{\"type\":\"text\",\"text\":\"and\"}",
                        "{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\",\"data\":\"JVBERi0=\"},\"title\":\"plan.pdf\"}",
                        "{\"type\":\"document\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"über\"},\"title\":\"notes.md\"}",
                        "{\"type\":\"text\",\"text\":\"{\\\"n\\\":1}\"}");
    }

    @Test
    void whatTheProviderCannotReadIsNamedInItsPlace() throws Exception {
        JsonNode content = sent(request()
                        .messages(List.of(new UserMessage(List.of(
                                Image.of("image/tiff", "SUkq"), Document.of("a.docx", "application/msword", "AAAA"))))))
                .at("/messages/0/content");

        assertThat(content.get(0).path("text").asText()).contains("an image of type image/tiff was left out");
        assertThat(content.get(1).path("text").asText()).contains("a.docx").contains("was left out");
    }

    @Test
    void imagesAndDocumentsOfAToolResultStandInIt() throws Exception {
        JsonNode result = sentResult(result(false, Text.of("the screen"), Text.of(" "), PNG, PDF));

        assertThat(result.has("is_error")).isFalse();
        assertThat(result.path("content").findValuesAsText("type")).containsSubsequence("text", "image", "document");
        assertThat(result.path("content")).hasSize(3);
    }

    @Test
    void failedResultCarriesItsTextAlone() throws Exception {
        assertThat(sentResult(result(true, Text.of("the screen was locked"), PNG))
                        .toString())
                .startsWith("{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_1\",\"is_error\":true,"
                        + "\"content\":\"the screen was locked");
        assertThat(sentResult(result(true, PNG)).path("content").asText()).isNotBlank();
    }

    private JsonNode sentResult(Message result) throws Exception {
        return sent(request()
                        .cacheHints(CacheHints.retention(CacheHints.Retention.NONE))
                        .messages(List.of(UserMessage.of("Look."), new AssistantMessage(List.of(CALL), SELF), result)))
                .at("/messages/2/content/0");
    }

    private static Message result(boolean error, Content... content) {
        return ToolMessage.of(CALL.id(), "shot", List.of(content), error);
    }

    private static ModelRequest.Builder request() {
        return ModelRequest.builder()
                .system("Be brief.")
                .messages(List.of(UserMessage.of("Look.")))
                .tools(List.of(ToolSpec.of("shot", "Takes a picture.", "{\"type\":\"object\"}")))
                .maxOutputTokens(8000);
    }

    /** {@return the body of a request that the server accepted} */
    private JsonNode sent(ModelRequest.Builder request) throws Exception {
        return sent("claude-test", request);
    }

    private JsonNode sent(String model, ModelRequest.Builder request) throws Exception {
        ModelEngine engine = engines.open(EngineTarget.of(
                new ModelId("anthropic", model),
                CallContext.of(new SessionId("abc")),
                reference -> Optional.of(Secret.of("sk-of-a-test"))));
        engine.generate(request.build(), new ModelListener() {});
        var received = server.received();
        return WireJson.JSON.readTree(received.get(received.size() - 1).body());
    }

    private static List<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        list.forEach(node -> strings.add(node.toString()));
        return strings;
    }
}
