/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelReply;
import dev.helix.llm.engine.RecordedTraffic;
import dev.helix.llm.engine.RecordedTraffic.Exchange;
import dev.helix.llm.engine.WireJson;
import dev.helix.llm.wire.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests of the decoder against what the real provider sent. */
class RecordedResponsesTest {
    private static final Pattern ADDRESS = Pattern.compile("/responses(\\?|$)", Pattern.MULTILINE);

    @Test
    void everyRecordedResponseIsDecodedWhole() throws Exception {
        int checked = 0;
        for (Exchange exchange : RecordedTraffic.exchanges(ADDRESS)) {
            boolean over = !exchange.answer().path("status").asText().matches("queued|in_progress");
            if (exchange.status() == 200 && over) {
                check(exchange.name(), exchange.events());
                checked++;
            }
        }
        System.out.println("recorded responses decoded: " + checked);
        assertThat(checked).isPositive();
    }

    @Test
    void everyRecordedStreamIsDecodedWhole() throws Exception {
        for (Map.Entry<String, List<String>> one :
                RecordedTraffic.streams("streams-openai").entrySet()) {
            if (one.getValue().get(0).contains("\"response.created\"")
                    && !one.getKey().contains("error")) {
                for (List<String> stream : split(one.getValue())) {
                    check(one.getKey(), stream);
                }
            }
        }
        for (Map.Entry<String, List<String>> one :
                RecordedTraffic.answers("streams-openai").entrySet()) {
            if (WireJson.JSON
                    .readTree(one.getValue().get(0))
                    .path("object")
                    .asText()
                    .equals("response")) {
                check(one.getKey(), one.getValue());
            }
        }
    }

    @Test
    void theRecordedFailureIsAnError() throws Exception {
        for (Map.Entry<String, List<String>> one :
                RecordedTraffic.streams("streams-openai").entrySet()) {
            if (one.getKey().contains("openai-error")) {
                assertThat(one.getValue().stream().filter(RecordedResponsesTest::isError))
                        .isNotEmpty();
            }
        }
    }

    private static boolean isError(String event) {
        try {
            return OpenAiErrors.SHAPE.isError(JsonText.parse(event));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Some files hold the responses of several requests. */
    private static List<List<String>> split(List<String> events) {
        List<List<String>> streams = new ArrayList<>();
        for (String event : events) {
            if (event.contains("\"response.created\"")) {
                streams.add(new ArrayList<>());
            }
            streams.get(streams.size() - 1).add(event);
        }
        return streams;
    }

    private static void check(String name, List<String> events) throws IOException {
        JsonNode last = WireJson.JSON.readTree(events.stream()
                .filter(event -> !event.equals("[DONE]"))
                .reduce((a, b) -> b)
                .orElseThrow());
        JsonNode response = last.has("response") ? last.path("response") : last;
        ModelReply reply = RecordedTraffic.decode(new ResponsesProtocol(), "recorded", events);
        List<Content> content = new ArrayList<>(reply.message().content());
        for (JsonNode item : items(events, response)) {
            switch (item.path("type").asText()) {
                case "message" -> {
                    for (JsonNode part : item.path("content")) {
                        String text = part.path("text").asText("")
                                + part.path("refusal").asText("");
                        if (!text.isEmpty()) {
                            Text found = (Text) content.remove(0);
                            assertThat(found.text()).as(name).isEqualTo(text);
                            assertThat(data(found).path("id")).as(name).isEqualTo(item.path("id"));
                        }
                    }
                }
                case "reasoning" -> {
                    Thinking found = (Thinking) content.remove(0);
                    assertThat(found.signature())
                            .as(name)
                            .isEqualTo(item.path("encrypted_content").asText(""));
                    item.path("summary")
                            .forEach(part -> assertThat(found.text())
                                    .as(name)
                                    .contains(part.path("text").asText()));
                    assertThat(data(found)).as(name).isEqualTo(item);
                }
                case "function_call" -> {
                    ToolCall found = (ToolCall) content.remove(0);
                    assertThat(found.id())
                            .as(name)
                            .isEqualTo(item.path("call_id").asText());
                    assertThat(found.name())
                            .as(name)
                            .isEqualTo(item.path("name").asText());
                    assertThat(found.arguments())
                            .as(name)
                            .isEqualTo(item.path("arguments").asText());
                    assertThat(data(found).path("id")).as(name).isEqualTo(item.path("id"));
                }
                default -> {
                    if (content.remove(0) instanceof Opaque found) {
                        assertThat(WireJson.JSON.readTree(found.json()))
                                .as(name)
                                .isEqualTo(item);
                    } else {
                        fail(name);
                    }
                }
            }
        }
        assertThat(content).as(name).isEmpty();
        JsonNode usage = response.path("usage");
        assertThat(reply.usage().total())
                .as(name)
                .isEqualTo(usage.path("input_tokens").asLong()
                        + usage.path("output_tokens").asLong());
        assertThat(reply.usage().cacheReadTokens())
                .as(name)
                .isEqualTo(usage.at("/input_tokens_details/cached_tokens").asLong());
    }

    /** In a stream the items count as they were when they were done; the last event encrypts their reasoning anew. */
    private static Iterable<JsonNode> items(List<String> events, JsonNode response) throws IOException {
        Map<Integer, JsonNode> done = new TreeMap<>();
        for (String event : events) {
            JsonNode json = event.equals("[DONE]") ? WireJson.object() : WireJson.JSON.readTree(event);
            if (json.path("type").asText().equals("response.output_item.done")) {
                done.put(json.path("output_index").asInt(), json.path("item"));
            }
        }
        for (int i = 0; i < response.path("output").size(); i++) {
            done.putIfAbsent(i, response.path("output").get(i));
        }
        return done.values();
    }

    private static JsonNode data(Content part) throws IOException {
        return WireJson.JSON.readTree(part.providerData().orElseThrow().json());
    }
}
