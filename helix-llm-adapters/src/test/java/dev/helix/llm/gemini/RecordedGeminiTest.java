/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.gemini;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests of the decoder against what the real provider sent. */
class RecordedGeminiTest {
    private static final Pattern ADDRESS = Pattern.compile(":(generateContent|streamGenerateContent)");

    @Test
    void everyRecordedAnswerIsDecodedWhole() throws Exception {
        int checked = 0;
        for (Exchange exchange : RecordedTraffic.exchanges(ADDRESS)) {
            if (exchange.status() == 200) {
                check(exchange.name(), exchange.events());
                checked++;
            }
        }
        System.out.println("recorded Gemini answers decoded: " + checked);
        assertThat(checked).isPositive();
    }

    @Test
    void everyRecordedStreamIsDecodedWhole() throws Exception {
        for (Map<String, List<String>> all :
                List.of(RecordedTraffic.streams("streams-google"), RecordedTraffic.answers("streams-google"))) {
            for (Map.Entry<String, List<String>> one : all.entrySet()) {
                if (one.getValue().get(0).contains("\"candidates\"")) {
                    check(one.getKey(), one.getValue());
                }
            }
        }
    }

    @Test
    void argumentsThatComeInPiecesArePutTogether() throws Exception {
        List<String> events = RecordedTraffic.streams("streams-google")
                .get("google-vertex-stream-tool-call-arguments-nested.1.chunks.txt");
        if (events == null) {
            return;
        }
        ToolCall call = RecordedTraffic.decode(new GeminiProtocol(), "gemini-3.1-pro-preview", events)
                .message()
                .calls()
                .get(0);
        JsonNode arguments = WireJson.JSON.readTree(call.arguments());

        assertThat(arguments.at("/recipe/ingredients/0/name").asText()).isEqualTo("Lasagna noodles");
        assertThat(arguments.at("/recipe/ingredients/0/amount").asText()).isEqualTo("16 oz");
        assertThat(arguments.at("/recipe/steps/9").asText()).isNotEmpty();
        assertThat(call.providerData()).isPresent();
    }

    private static void check(String name, List<String> events) throws IOException {
        ModelReply reply = RecordedTraffic.decode(new GeminiProtocol(), "gemini-2.5-pro", events);
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        List<String> signatures = new ArrayList<>();
        List<JsonNode> calls = new ArrayList<>();
        int others = 0;
        JsonNode usage = WireJson.object();
        for (String event : events) {
            JsonNode chunk = WireJson.JSON.readTree(event);
            usage = chunk.at("/usageMetadata").has("promptTokenCount") ? chunk.path("usageMetadata") : usage;
            for (JsonNode part : chunk.at("/candidates/0/content/parts")) {
                if (part.has("thoughtSignature")) {
                    signatures.add(part.path("thoughtSignature").asText());
                }
                if (part.path("functionCall").has("name")) {
                    calls.add(part.path("functionCall"));
                } else if (part.has("text")) {
                    (part.path("thought").asBoolean() ? thinking : text)
                            .append(part.path("text").asText());
                } else if (!part.has("functionCall")) {
                    others++;
                }
            }
        }
        List<String> found = new ArrayList<>();
        StringBuilder thought = new StringBuilder();
        int opaque = 0;
        for (Content part : reply.message().content()) {
            String json = part instanceof Opaque own
                    ? own.json()
                    : part.providerData().map(Opaque::json).orElse("{}");
            JsonNode data = WireJson.JSON.readTree(json);
            if (data.has("thoughtSignature")) {
                found.add(data.path("thoughtSignature").asText());
            }
            opaque += part instanceof Opaque && !data.has("text") ? 1 : 0;
            thought.append(part instanceof Thinking own ? own.text() : "");
            assertThat(part).as(name).isInstanceOfAny(Text.class, Thinking.class, ToolCall.class, Opaque.class);
        }
        assertThat(reply.message().text()).as(name).isEqualTo(text.toString());
        assertThat(thought).as(name).hasToString(thinking.toString());
        assertThat(found).as(name).isEqualTo(signatures);
        assertThat(opaque).as(name).isEqualTo(others);
        assertThat(reply.message().calls()).as(name).hasSize(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            ToolCall call = reply.message().calls().get(i);
            assertThat(call.name()).as(name).isEqualTo(calls.get(i).path("name").asText());
            if (calls.get(i).has("args")) {
                assertThat(WireJson.JSON.readTree(call.arguments()))
                        .as(name)
                        .isEqualTo(calls.get(i).path("args"));
            }
        }
        long expected = usage.path("promptTokenCount").asLong()
                + usage.path("toolUsePromptTokenCount").asLong()
                + usage.path("candidatesTokenCount").asLong()
                + usage.path("thoughtsTokenCount").asLong();
        assertThat(reply.usage().total()).as(name).isEqualTo(expected);
        assertThat(reply.usage().cacheReadTokens())
                .as(name)
                .isEqualTo(usage.path("cachedContentTokenCount").asLong());
    }
}
