/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.StructuredData;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Histories broken in every way that was seen or thought of; a seed always gives the same one. */
final class BrokenHistories {
    private static final List<String> IDS = List.of(
            "a",
            "b",
            "c",
            "toolu_01",
            "functions.Bash:0",
            "call|fc_1",
            "",
            " ",
            "a_1",
            "é",
            "x".repeat(90),
            "x".repeat(89) + "y",
            "abcdefghi");
    private static final List<String> NAMES = List.of(
            "grep",
            "grep",
            "grep",
            "mcp.server/x y",
            "mcp_server_x_y",
            "mcp.server/x_y",
            "1st",
            "-",
            "",
            "n".repeat(70),
            "naïve");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\n\n",
            "\u00a0",
            "\u0085",
            "hello",
            "two words ",
            "\uD83D",
            "tail \uDE80",
            "\0",
            "🚀 ok",
            "Continue.",
            "a\0b",
            "go on",
            "go on");
    private static final List<String> ARGUMENTS = List.of(
            "{}",
            "{}",
            "{\"a\":1}",
            "{\"a\":",
            "",
            " ",
            "[1]",
            "null",
            "\"s\"",
            "{\"b\":\"\\ud800\"}",
            "{\"\\u0000\":[\"\\udc00x\"]}",
            "{\"a\":1,\"a\":2}",
            "{\"x\":\"\uD83D\"}",
            "\0",
            "7");
    private static final List<String> MEDIA = List.of(
            "image/png",
            "image/png",
            "image/jpeg",
            "image/bmp",
            "application/pdf",
            "text/csv",
            "text/plain",
            "\uD83D/x");
    private static final List<Image> IMAGES = List.of(
            Histories.png(10, 10), Histories.png(9000, 1), Histories.png(1, 2500), Image.of("image/png", "AA=="));

    private final RandomGenerator random;
    private final List<Message> history = new ArrayList<>();
    private int server;

    private BrokenHistories(RandomGenerator random) {
        this.random = random;
    }

    /** {@return a history in which somebody besides the system says something} */
    static List<Message> of(long seed) {
        BrokenHistories made = new BrokenHistories(new Random(seed));
        if (made.random.nextBoolean()) {
            made.disorder();
        } else {
            made.session();
            made.damage();
        }
        made.history.add(made.random.nextInt(made.history.size() + 1), made.user());
        return List.copyOf(made.history);
    }

    private void disorder() {
        int length = random.nextInt(14);
        for (int i = 0; i < length; i++) {
            history.add(
                    switch (random.nextInt(8)) {
                        case 0, 1, 2 -> result(pick(IDS), pick(NAMES));
                        case 3, 4 -> user();
                        case 5 -> new SystemMessage(pick(TEXTS));
                        default -> assistant();
                    });
        }
    }

    /** A conversation as it should be, on several engines. */
    private void session() {
        int turns = 1 + random.nextInt(5);
        for (int turn = 0; turn < turns; turn++) {
            history.add(user());
            int rounds = random.nextInt(4);
            for (int round = 0; round < rounds; round++) {
                AssistantMessage asking = assistant();
                history.add(asking);
                asking.calls().forEach(call -> history.add(result(call.id(), call.name())));
            }
            history.add(new AssistantMessage(List.of(Text.of("answer " + turn)), origin()));
        }
    }

    private void damage() {
        for (int i = random.nextInt(4); i > 0 && !history.isEmpty(); i--) {
            int at = random.nextInt(history.size());
            switch (random.nextInt(5)) {
                case 0 -> history.remove(at);
                case 1 -> history.subList(at, history.size()).clear();
                case 2 -> history.add(at, history.get(random.nextInt(history.size())));
                case 3 -> history.add(at, user());
                default -> Collections.swap(history, at, random.nextInt(history.size()));
            }
        }
    }

    private Origin origin() {
        return random.nextInt(3) == 0 ? Histories.OTHER : Histories.SELF;
    }

    private UserMessage user() {
        List<Content> parts = new ArrayList<>();
        do {
            parts.add(given());
        } while (random.nextInt(3) == 0);
        return new UserMessage(parts);
    }

    private ToolMessage result(String id, String name) {
        List<Content> parts = new ArrayList<>();
        while (random.nextInt(3) > 0) {
            parts.add(random.nextInt(12) == 0 ? opaque(origin()) : given());
        }
        return ToolMessage.of(id, name, parts, random.nextBoolean());
    }

    private Content given() {
        return switch (random.nextInt(9)) {
            case 0 -> random.nextBoolean() ? pick(IMAGES) : Image.of(pick(MEDIA), "AA==");
            case 1 -> Document.of(pick(TEXTS), pick(MEDIA), "AA==");
            case 2 -> StructuredData.of(pick(ARGUMENTS));
            case 3 -> Text.of(pick(TEXTS)).withProviderData(Opaque.of(origin(), "{\"id\":\"msg_1\"}"));
            default -> Text.of(pick(TEXTS));
        };
    }

    private AssistantMessage assistant() {
        Origin origin = origin();
        List<Content> parts = new ArrayList<>();
        while (random.nextInt(4) > 0) {
            parts.add(produced(origin));
        }
        return new AssistantMessage(parts, origin);
    }

    private Content produced(Origin origin) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> given();
            case 3, 4 -> {
                Thinking thinking = Thinking.of(origin, pick(TEXTS), random.nextBoolean() ? "sig" : "");
                yield random.nextInt(4) == 0
                        ? thinking.withProviderData(Opaque.of(origin(), "{\"id\":\"rs_1\"}"))
                        : thinking;
            }
            case 5, 6 -> opaque(origin);
            default -> {
                ToolCall call = ToolCall.of(pick(IDS), pick(NAMES), pick(ARGUMENTS));
                yield random.nextInt(3) == 0
                        ? call.withProviderData(Opaque.of(origin(), "{\"thoughtSignature\":\"s\"}"))
                        : call;
            }
        };
    }

    private Opaque opaque(Origin origin) {
        return Opaque.of(
                origin,
                switch (random.nextInt(7)) {
                    case 0 -> "{\"type\":\"redacted_thinking\",\"data\":\"d\"}";
                    case 1, 2 -> "{\"type\":\"server_tool_use\",\"id\":\"srv" + server++ + "\"}";
                    case 3, 4 ->
                        "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"srv"
                                + Math.max(0, server - 1 - random.nextInt(2)) + "\"}";
                    case 5 -> "no json";
                    default -> "{\"type\":\"other\",\"x\":[1, 2]}";
                });
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
