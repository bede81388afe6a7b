/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelRequest;
import dev.helix.llm.engine.WireJson;
import dev.helix.testkit.server.AnthropicRules;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests that throw every kind of broken history at the projection. A failure names its seed. */
class RandomHistoriesTest {
    private static final int ROUNDS = 1000 * Integer.getInteger("helix.loops", 1);
    private static final List<String> IDS =
            List.of("a", "b", "toolu_01", "functions.Bash:0", "call|fc_1", "", "a_1", "x".repeat(90), "x".repeat(91));
    private static final List<String> TEXTS =
            List.of("", " ", "\n", "\u00a0", "hello", "two words", "\uD83D", "\0", "🚀 ok", "Continue.");
    private static final List<String> ARGUMENTS =
            List.of("{}", "{\"a\":1}", "{\"a\":", "", "[1]", "null", "{\"b\":\"\\ud800\"}");

    @Test
    void whateverHappenedTheRequestIsValid() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            ModelRequest request = request(new Random(seed));

            assertThat(AnthropicRules.broken(Histories.body(request).toString()))
                    .as("seed %d: %s", seed, request)
                    .isEmpty();
        }
    }

    @Test
    void noVisibleTextOfTheUserIsLost() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            ModelRequest request = request(new Random(seed));
            List<String> said = request.messages().stream()
                    .filter(UserMessage.class::isInstance)
                    .flatMap(message -> ((UserMessage) message).content().stream())
                    .filter(Text.class::isInstance)
                    .map(part -> ((Text) part).text())
                    .filter(text -> !isBlank(text))
                    .map(WireJson::clean)
                    .toList();

            List<String> sent = sentTexts(Histories.body(request));
            assertThat(isSubsequence(said, sent))
                    .as("seed %d: %s sent as %s", seed, request, sent)
                    .isTrue();
        }
    }

    @Test
    void aLongerConversationStartsWithTheBytesOfTheShorterOne() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            ModelRequest before = complete(request(random));
            List<Message> more = new ArrayList<>(before.messages());
            more.add(new AssistantMessage(List.of(Text.of("done")), Histories.SELF));
            more.add(UserMessage.of("next"));
            ModelRequest after = ModelRequest.builder()
                    .system(before.system())
                    .messages(more)
                    .tools(before.tools())
                    .maxOutputTokens(before.maxOutputTokens())
                    .build();

            String shorter = unmarked(Histories.body(before)).path("messages").toString();
            String longer = unmarked(Histories.body(after)).path("messages").toString();

            assertThat(longer).as("seed %d: %s", seed, before).startsWith(shorter.substring(0, shorter.length() - 1));
        }
    }

    /** Ends with the user and leaves no call open, as every request of a session does. */
    private static ModelRequest complete(ModelRequest request) {
        List<Message> messages = new ArrayList<>(request.messages());
        messages.add(UserMessage.of("go on"));
        return ModelRequest.builder()
                .system(request.system())
                .messages(messages)
                .tools(request.tools())
                .maxOutputTokens(request.maxOutputTokens())
                .build();
    }

    private static boolean isBlank(String text) {
        return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    private static JsonNode unmarked(JsonNode body) {
        body.findParents("cache_control").forEach(block -> ((ObjectNode) block).remove("cache_control"));
        return body;
    }

    private static boolean isSubsequence(List<String> part, List<String> whole) {
        Iterator<String> rest = whole.iterator();
        return part.stream().allMatch(wanted -> {
            while (rest.hasNext()) {
                if (rest.next().equals(wanted)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static List<String> sentTexts(JsonNode body) {
        List<String> texts = new ArrayList<>();
        for (JsonNode message : body.path("messages")) {
            if (message.path("role").asText().equals("user")) {
                message.path("content")
                        .forEach(block -> texts.add(block.path("text").asText()));
            }
        }
        return texts;
    }

    private static ModelRequest request(Random random) {
        List<Message> messages = new ArrayList<>();
        int length = 1 + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            messages.add(message(random));
        }
        return ModelRequest.builder()
                .system(pick(TEXTS, random))
                .messages(messages)
                .tools(random.nextBoolean() ? Histories.TOOLS : List.of())
                .maxOutputTokens(1 + random.nextInt(9))
                .build();
    }

    private static Message message(Random random) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> ToolMessage.of(pick(IDS, random), "t", pick(TEXTS, random), random.nextBoolean());
            case 2 -> new UserMessage(userParts(random));
            default -> {
                Origin origin = random.nextInt(3) == 0 ? Histories.OTHER : Histories.SELF;
                yield new AssistantMessage(assistantParts(origin, random), origin);
            }
        };
    }

    private static List<Content> userParts(Random random) {
        List<Content> parts = new ArrayList<>();
        do {
            parts.add(
                    random.nextInt(6) == 0
                            ? Image.of(random.nextBoolean() ? "image/png" : "image/bmp", "AA==")
                            : Text.of(pick(TEXTS, random)));
        } while (random.nextBoolean());
        return parts;
    }

    private static List<Content> assistantParts(Origin origin, Random random) {
        List<Content> parts = new ArrayList<>();
        while (random.nextInt(4) > 0) {
            parts.add(
                    switch (random.nextInt(6)) {
                        case 0, 1 -> Text.of(pick(TEXTS, random));
                        case 2 -> Thinking.of(origin, pick(TEXTS, random), random.nextBoolean() ? "sig" : "");
                        case 3 ->
                            Opaque.of(
                                    origin,
                                    random.nextBoolean() ? "{\"type\":\"redacted_thinking\"}" : "{\"type\":\"other\"}");
                        default ->
                            ToolCall.of(
                                    pick(IDS, random),
                                    random.nextInt(4) == 0 ? "odd name!" : "t",
                                    pick(ARGUMENTS, random));
                    });
        }
        return parts;
    }

    private static <T> T pick(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
