/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * A generator of histories of a coding session, the same for the same length. Confined to one thread.
 *
 * <p>A turn is seven messages: the user's 200 characters; reasoning, 100 characters of text and a call; its result of
 * 1,000 characters; two calls; their results of 1,000 characters each; 300 characters of text. The last message is the
 * user's.
 */
final class GeneratedHistories {
    /** The engine that wrote every assistant message. */
    static final Origin ORIGIN = new Origin("anthropic", "anthropic-messages", "claude-sonnet-4-5");

    private static final int TURN = 7;
    private static final String PROSE =
            "The session reads a file, changes a line, runs the tests and says what it found. ";
    private static final String SOURCE =
            "    if (position < limit && buffer.get(position) == expected) { position++; }\n";

    private final List<Message> history = new ArrayList<>();
    private int calls;

    private GeneratedHistories() {}

    /** {@return a history that is canonical and that its own engine accepts as it is} */
    static List<Message> clean(int length) {
        GeneratedHistories generator = new GeneratedHistories();
        int left = length - 1;
        for (; left >= TURN + 2; left -= TURN) {
            generator.turn();
        }
        for (; left >= 2 && left != 3; left -= 2) {
            generator.user();
            generator.answer();
        }
        if (left == 3) {
            generator.user();
            generator.call(true, 1);
        }
        generator.user();
        return List.copyOf(generator.history);
    }

    /**
     * {@return a history of the same length in which every turn is damaged in one of five ways and the last call was
     * interrupted}
     */
    static List<Message> dirty(int length) {
        List<Message> history = new ArrayList<>(clean(length));
        for (int turn = 0; (turn + 1) * TURN + 2 < length; turn++) {
            damage(history, turn * TURN, turn % 5);
        }
        history.set(length - 2, assistant(ToolCall.of("interrupted", "run", "{}")));
        return List.copyOf(history);
    }

    private static void damage(List<Message> history, int start, int kind) {
        int last = start + TURN - 1;
        switch (kind) {
            // Two user messages in a row, different ones and equal ones.
            case 0 -> history.set(last, UserMessage.of(prose(80, last)));
            case 1 -> history.set(last, UserMessage.of(history.get(last + 1).text()));
            // The results of parallel calls in the order in which they came.
            case 2 -> history.set(last - 2, history.set(last - 1, history.get(last - 2)));
            // A call without a result, and an answer that never came.
            case 3 -> history.set(start + 2, assistant(Text.of("")));
            // A result without a call, and half a character.
            default -> {
                history.set(last, ToolMessage.of("unknown" + last, "read", prose(300, last), false));
                history.set(start, UserMessage.of(prose(200, start) + "\uD83D"));
            }
        }
    }

    private void turn() {
        user();
        call(true, 1);
        call(false, 2);
        answer();
    }

    private void user() {
        history.add(UserMessage.of(prose(200, history.size())));
    }

    private void answer() {
        history.add(assistant(Text.of(prose(300, history.size()))));
    }

    private void call(boolean reasoned, int count) {
        List<Content> parts = new ArrayList<>();
        if (reasoned) {
            parts.add(Thinking.of(ORIGIN, prose(150, history.size()), "signature" + history.size()));
            parts.add(Text.of(prose(100, history.size())));
        }
        List<Message> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "toolu_" + calls++;
            parts.add(ToolCall.of(id, "read", "{\"path\":\"src/main/java/File" + calls + ".java\",\"limit\":200}"));
            results.add(ToolMessage.of(id, "read", repeated(SOURCE, 1000, calls), false));
        }
        history.add(new AssistantMessage(parts, ORIGIN));
        history.addAll(results);
    }

    private static AssistantMessage assistant(Content part) {
        return new AssistantMessage(List.of(part), ORIGIN);
    }

    private static String prose(int length, int number) {
        return repeated(PROSE, length, number);
    }

    private static String repeated(String text, int length, int number) {
        return (number + ". " + text.repeat(length / text.length() + 1)).substring(0, length);
    }
}
