/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Secret;
import dev.helix.api.model.StopReason;
import dev.helix.llm.engine.RecordedTraffic;
import dev.helix.llm.engine.RecordedTraffic.Exchange;
import dev.helix.llm.engine.WireJson;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.http.OkHttpTransport;
import dev.helix.testkit.server.AnthropicRules;
import dev.helix.testkit.server.FakeHttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests of the decoder, and of the rules of the strict server, against what the real provider sent and accepted. */
class RecordedAnthropicTest {
    private static final Pattern ADDRESS =
            Pattern.compile("https://api\\.anthropic\\.com/v1/messages(\\?.*)?$", Pattern.MULTILINE);

    /** What the provider says about the structure of the messages; the rest depends on models and options. */
    private static final Pattern ABOUT_STRUCTURE = Pattern.compile(
            "tool_use|tool_result|text content blocks|non-empty content|must end with a user message|cache_control"
                    + "|should match pattern|roles must|input_schema|without `tools=`");

    @Test
    void everyRecordedStreamIsDecodedWhole() throws Exception {
        for (Map.Entry<String, String> stream : streams().entrySet()) {
            check(stream.getKey(), expected(stream.getValue()), decode(stream.getValue(), "text/event-stream"));
        }
    }

    @Test
    void everyRecordedMessageIsDecodedWhole() throws Exception {
        for (Map.Entry<String, List<String>> file :
                RecordedTraffic.answers("streams-anthropic").entrySet()) {
            String answer = file.getValue().get(0);
            JsonNode message = WireJson.JSON.readTree(answer);
            if (message.path("content").isArray()) {
                check(file.getKey(), message, decode(answer, "application/json"));
            }
        }
    }

    @Test
    void everyRecordedExchangeIsDecodedWholeAndItsRequestPassesTheRules() throws Exception {
        for (Exchange exchange : RecordedTraffic.exchanges(ADDRESS)) {
            if (exchange.status() != 200) {
                continue;
            }
            assertThat(AnthropicRules.broken(exchange.request().toString()))
                    .as(exchange.name())
                    .isEmpty();
            if (exchange.answer().isObject()) {
                check(
                        exchange.name(),
                        exchange.answer(),
                        decode(exchange.answer().toString(), "application/json"));
            } else {
                check(exchange.name(), expected(exchange.stream()), decode(exchange.stream(), "text/event-stream"));
            }
        }
    }

    @Test
    void everyRecordedRefusalOfTheStructureIsForeseen() {
        for (Exchange exchange : RecordedTraffic.exchanges(ADDRESS)) {
            String said = exchange.answer().at("/error/message").asText();
            if (exchange.status() == 400 && ABOUT_STRUCTURE.matcher(said).find()) {
                assertThat(AnthropicRules.broken(exchange.request().toString()))
                        .as("%s: %s", exchange.name(), said)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void whatWasDecodedCanBeSentBack() throws Exception {
        for (Map.Entry<String, String> stream : streams().entrySet()) {
            ModelReply reply = decode(stream.getValue(), "text/event-stream");
            JsonNode body = Histories.body(List.of(UserMessage.of("hi"), reply.message(), UserMessage.of("go on")));

            assertThat(AnthropicRules.broken(body.toString()))
                    .as(stream.getKey())
                    .isEmpty();
        }
    }

    /** The recorded events as they would have been sent: one stream per message, padded as real ones are. */
    private static Map<String, String> streams() throws IOException {
        Map<String, String> streams = new TreeMap<>();
        for (Map.Entry<String, List<String>> file :
                RecordedTraffic.streams("streams-anthropic").entrySet()) {
            StringBuilder stream = new StringBuilder();
            for (String event : file.getValue()) {
                String type = WireJson.JSON.readTree(event).path("type").asText();
                if (!type.isEmpty()) {
                    stream.append("event: " + type + "\r\ndata: " + event + "   \r\n\r\n");
                }
                if (type.equals("message_stop")) {
                    streams.put(file.getKey() + "#" + streams.size(), stream.toString());
                    stream.setLength(0);
                }
            }
        }
        return streams;
    }

    /** Puts a stream together the slow and obvious way. */
    private static JsonNode expected(String stream) throws IOException {
        ObjectNode message = WireJson.JSON.createObjectNode();
        ObjectNode usage = message.putObject("usage");
        Map<Integer, ObjectNode> blocks = new TreeMap<>();
        for (String line : stream.lines().filter(l -> l.startsWith("data:")).toList()) {
            JsonNode event = WireJson.JSON.readTree(line.substring(5));
            switch (event.path("type").asText()) {
                case "message_start" -> usage.setAll((ObjectNode) event.at("/message/usage"));
                case "content_block_start" ->
                    blocks.put(
                            event.path("index").asInt(),
                            event.path("content_block").deepCopy());
                case "content_block_delta" ->
                    grow(blocks.get(event.path("index").asInt()), event.path("delta"));
                case "message_delta" -> {
                    message.set("stop_reason", event.at("/delta/stop_reason"));
                    usage.setAll((ObjectNode) event.path("usage"));
                }
                default -> {}
            }
        }
        for (ObjectNode block : blocks.values()) {
            JsonNode json = block.remove("json");
            if (json != null && !json.asText().isEmpty()) {
                block.set("input", WireJson.JSON.readTree(json.asText()));
            }
        }
        message.putArray("content").addAll(blocks.values());
        return message;
    }

    private static void grow(ObjectNode block, JsonNode delta) {
        for (List<String> names : List.of(
                List.of("text", "text"),
                List.of("thinking", "thinking"),
                List.of("signature", "signature"),
                List.of("partial_json", "json"))) {
            if (delta.has(names.get(0))) {
                String before = block.path(names.get(1)).asText();
                block.put(names.get(1), before + delta.path(names.get(0)).asText());
            }
        }
    }

    private static void check(String name, JsonNode expected, ModelReply reply) throws IOException {
        List<Content> content = new ArrayList<>(reply.message().content());
        for (JsonNode block : expected.path("content")) {
            String type = block.path("type").asText();
            if (type.equals("text") && block.path("text").asText().isEmpty()) {
                continue;
            }
            assertThat(content).as("%s misses %s", name, block).isNotEmpty();
            assertBlock(name, block, content.remove(0));
        }
        assertThat(content).as(name).isEmpty();
        assertUsage(name, expected.path("usage"), reply);
        assertThat(reply.stop())
                .as(name)
                .isEqualTo(stop(expected.path("stop_reason").asText()));
    }

    private static void assertBlock(String name, JsonNode block, Content content) throws IOException {
        if (content instanceof Text text) {
            assertThat(text.text()).as(name).isEqualTo(block.path("text").asText());
        } else if (content instanceof Thinking thinking) {
            assertThat(thinking.text())
                    .as(name)
                    .isEqualTo(block.path("thinking").asText());
            assertThat(thinking.signature())
                    .as(name)
                    .isEqualTo(block.path("signature").asText());
        } else if (content instanceof ToolCall call) {
            assertThat(call.id()).as(name).isEqualTo(block.path("id").asText()).isNotEmpty();
            assertThat(call.name()).as(name).isEqualTo(block.path("name").asText());
            assertThat(WireJson.JSON.readTree(call.arguments())).as(name).isEqualTo(block.path("input"));
        } else if (content instanceof Opaque opaque) {
            assertThat(WireJson.JSON.readTree(opaque.json())).as(name).isEqualTo(block);
        } else {
            fail("%s: %s", name, content);
        }
    }

    private static void assertUsage(String name, JsonNode usage, ModelReply reply) {
        assertThat(reply.usage().inputTokens())
                .as(name)
                .isEqualTo(usage.path("input_tokens").asLong());
        assertThat(reply.usage().outputTokens())
                .as(name)
                .isEqualTo(usage.path("output_tokens").asLong());
        assertThat(reply.usage().cacheReadTokens())
                .as(name)
                .isEqualTo(usage.path("cache_read_input_tokens").asLong());
        assertThat(reply.usage().cacheWriteTokens())
                .as(name)
                .isEqualTo(usage.path("cache_creation_input_tokens").asLong());
    }

    private static StopReason stop(String reason) {
        return Map.of(
                        "end_turn", StopReason.END,
                        "stop_sequence", StopReason.END,
                        "tool_use", StopReason.TOOL_CALLS,
                        "max_tokens", StopReason.OUTPUT_LIMIT,
                        "pause_turn", StopReason.PAUSED,
                        "refusal", StopReason.REFUSED)
                .getOrDefault(reason, StopReason.OTHER);
    }

    /** Sends the recorded bytes over a real connection, cut where no cut makes sense. */
    private static ModelReply decode(String body, String contentType) throws InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (FakeHttpServer server = FakeHttpServer.start((request, response) -> {
                    response.begin(200, Map.of("content-type", contentType));
                    for (int from = 0; from < bytes.length; from += 997) {
                        response.piece(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 997)));
                    }
                    response.end();
                });
                HttpTransport transport = OkHttpTransport.create()) {
            return AnthropicEngines.builder()
                    .baseUrl(server.uri())
                    .transport(transport)
                    .build()
                    .open(EngineTarget.of(
                            ModelId.parse("anthropic:claude-test"),
                            CallContext.of(new SessionId("abc")),
                            request -> Optional.of(Secret.of("k"))))
                    .generate(
                            ModelRequest.builder()
                                    .messages(List.of(UserMessage.of("hi")))
                                    .maxOutputTokens(10)
                                    .build(),
                            ModelListener.NONE);
        } catch (ModelException e) {
            throw new AssertionError(body.substring(0, Math.min(500, body.length())), e);
        }
    }
}
