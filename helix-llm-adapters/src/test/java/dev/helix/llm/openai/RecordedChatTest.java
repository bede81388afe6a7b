/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelReply;
import dev.helix.llm.engine.RecordedTraffic;
import dev.helix.llm.engine.RecordedTraffic.Exchange;
import dev.helix.llm.engine.WireJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests of the decoder against what real providers sent. */
class RecordedChatTest {
    private static final Pattern ADDRESS = Pattern.compile("https?://(?!demo-)[^ ]+/chat/completions");

    @Test
    void everyRecordedCompletionIsDecodedWhole() throws Exception {
        int checked = 0;
        for (Exchange exchange : RecordedTraffic.exchanges(ADDRESS)) {
            if (exchange.status() == 200) {
                check(exchange.name(), exchange.events());
                checked++;
            }
        }
        System.out.println("recorded completions decoded: " + checked);
        assertThat(checked).isPositive();
    }

    @Test
    void everyRecordedStreamIsDecodedWhole() throws Exception {
        for (String folder :
                List.of("streams-openai-compatible", "streams-deepseek", "streams-mistral", "streams-openai")) {
            for (Map.Entry<String, List<String>> one :
                    RecordedTraffic.streams(folder).entrySet()) {
                if (one.getValue().get(0).contains("chat.completion")) {
                    check(one.getKey(), one.getValue());
                }
            }
            for (Map.Entry<String, List<String>> one :
                    RecordedTraffic.answers(folder).entrySet()) {
                if (one.getValue().get(0).contains("\"chat.completion\"")) {
                    check(one.getKey(), one.getValue());
                }
            }
        }
    }

    private static void check(String name, List<String> events) throws IOException {
        ModelReply reply = RecordedTraffic.decode(new ChatProtocol(ChatServer.openAi()), "recorded", events);
        ObjectNode expected = expected(events);

        assertThat(reply.message().text())
                .as(name)
                .isEqualTo(expected.path("text").asText());
        assertThat(thinking(reply)).as(name).isEqualTo(expected.path("thinking").asText());
        List<ToolCall> calls = reply.message().calls();
        assertThat(calls).as(name).hasSize(expected.path("calls").size());
        for (int i = 0; i < calls.size(); i++) {
            JsonNode call = expected.path("calls").get(i);
            assertThat(calls.get(i).name()).as(name).isEqualTo(call.path("name").asText());
            assertThat(calls.get(i).arguments())
                    .as(name)
                    .isEqualTo(call.path("arguments").asText());
            String id = call.path("id").asText();
            assertThat(calls.get(i).id()).as(name).isEqualTo(id.isEmpty() ? "call_" + (i + 1) : id);
        }
        long total = reply.usage().total();
        assertThat(total).as(name).isEqualTo(expected.path("total").asLong());
        assertThat(reply.usage().cacheReadTokens())
                .as(name)
                .isEqualTo(expected.path("cached").asLong());
        boolean signed = expected.path("signed").asBoolean();
        assertThat(reply.message().content().stream()
                        .anyMatch(part ->
                                part instanceof Opaque || part.providerData().isPresent()))
                .as(name)
                .isEqualTo(signed);
    }

    private static String thinking(ModelReply reply) {
        return reply.message().content().stream()
                .filter(Thinking.class::isInstance)
                .map(part -> ((Thinking) part).text())
                .collect(Collectors.joining());
    }

    /** Puts a completion together the slow and obvious way. */
    private static ObjectNode expected(List<String> events) throws IOException {
        ObjectNode expected = WireJson.object();
        ArrayNode calls = expected.putArray("calls");
        for (String event : events) {
            if (event.equals("[DONE]")) {
                continue;
            }
            JsonNode chunk = WireJson.JSON.readTree(event);
            JsonNode choice = chunk.path("choices").path(0);
            JsonNode part = choice.has("message") ? choice.path("message") : choice.path("delta");
            append(expected, "text", text(part.path("content"), "text"));
            append(expected, "thinking", text(part.path("content"), "thinking"));
            append(expected, "text", part.path("refusal").asText(""));
            String named = part.path("reasoning_content").asText("");
            append(
                    expected,
                    "thinking",
                    named.isEmpty() ? part.path("reasoning").asText("") : named);
            for (JsonNode call : part.path("tool_calls")) {
                int index = call.path("index").asInt(calls.size());
                ObjectNode known = index < calls.size() ? (ObjectNode) calls.get(index) : calls.addObject();
                append(
                        known,
                        "id",
                        known.path("id").asText().isEmpty() ? call.path("id").asText("") : "");
                append(
                        known,
                        "name",
                        known.path("name").asText().isEmpty()
                                ? call.at("/function/name").asText("")
                                : "");
                append(known, "arguments", call.at("/function/arguments").asText(""));
            }
            if (part.findValue("extra_content") != null
                    || part.path("reasoning_details").size() > 0) {
                expected.put("signed", true);
            }
            JsonNode usage = chunk.path("usage");
            if (usage.isObject()) {
                expected.put("total", usage.path("total_tokens").asLong());
                expected.put(
                        "cached",
                        Math.max(
                                usage.at("/prompt_tokens_details/cached_tokens").asLong(),
                                usage.path("prompt_cache_hit_tokens").asLong()));
            }
        }
        return expected;
    }

    private static String text(JsonNode content, String type) {
        if (content.isTextual()) {
            return type.equals("text") ? content.textValue() : "";
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (part.path("type").asText().equals(type)) {
                text.append(type.equals("text") ? part.path("text").asText() : "");
                part.path("thinking")
                        .forEach(piece -> text.append(piece.path("text").asText()));
            }
        }
        return text.toString();
    }

    private static void append(ObjectNode node, String name, String text) {
        node.put(name, node.path(name).asText("") + text);
    }
}
