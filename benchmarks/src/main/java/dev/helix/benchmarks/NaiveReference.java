/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A reference for the canonicalizer and the projector: what one writes first. Every pass copies the list, every result
 * is looked for from the start of the history, and nothing is reported.
 *
 * <p>It knows what {@link GeneratedHistories} can hold and what Anthropic demands of that, no more: no images, no other
 * engine's parts, no illegal or repeated ids, no limits.
 */
final class NaiveReference {
    private static final int WINDOW = 5;
    private static final String INTERRUPTED =
            "The call was interrupted before it returned anything; it may or may not have had an effect.";

    private final ObjectMapper json = new ObjectMapper();

    List<Message> canonicalize(List<Message> history) {
        return trimmed(merged(withoutEmpty(history)));
    }

    List<Message> project(List<Message> history) {
        return ended(withoutEmpty(paired(sendable(history))));
    }

    private static List<Message> withoutEmpty(List<Message> history) {
        return history.stream()
                .filter(message -> !(message instanceof AssistantMessage assistant && isEmpty(assistant)))
                .collect(Collectors.toList());
    }

    private static boolean isEmpty(AssistantMessage message) {
        return message.content().stream().allMatch(part -> part.equals(Text.of("")));
    }

    private static List<Message> merged(List<Message> history) {
        List<Message> merged = new ArrayList<>();
        Message before = null;
        for (Message message : history) {
            boolean neighbours = message instanceof UserMessage && before instanceof UserMessage;
            if (neighbours && !message.equals(before)) {
                int last = merged.size() - 1;
                merged.set(last, UserMessage.of(merged.get(last).text() + "\n" + message.text()));
            } else if (!neighbours) {
                merged.add(message);
            }
            before = message;
        }
        return merged;
    }

    private static List<Message> trimmed(List<Message> history) {
        List<Message> kept = new ArrayList<>(history);
        int cut = firstUnpaired(kept);
        while (cut >= 0) {
            kept = new ArrayList<>(kept.subList(0, cut));
            cut = firstUnpaired(kept);
        }
        return kept;
    }

    private static int firstUnpaired(List<Message> history) {
        List<Integer> calling = IntStream.range(0, history.size())
                .filter(i -> !calls(history.get(i)).isEmpty())
                .boxed()
                .toList();
        for (int index : calling.subList(Math.max(0, calling.size() - WINDOW), calling.size())) {
            for (ToolCall call : calls(history.get(index))) {
                if (result(call, history) == null) {
                    return index;
                }
            }
        }
        return -1;
    }

    private static List<ToolCall> calls(Message message) {
        return message instanceof AssistantMessage assistant ? assistant.calls() : List.of();
    }

    private static @Nullable ToolMessage result(ToolCall call, List<Message> history) {
        for (Message message : history) {
            if (message instanceof ToolMessage result && result.callId().equals(call.id())) {
                return result;
            }
        }
        return null;
    }

    private List<Message> sendable(List<Message> history) {
        return history.stream().map(this::sendable).collect(Collectors.toList());
    }

    private Message sendable(Message message) {
        if (message instanceof UserMessage user) {
            return new UserMessage(sendableParts(user.content()));
        }
        if (message instanceof ToolMessage result) {
            return ToolMessage.of(result.callId(), result.toolName(), sendableParts(result.content()), result.error());
        }
        AssistantMessage assistant = (AssistantMessage) message;
        return new AssistantMessage(sendableParts(assistant.content()), assistant.origin());
    }

    private List<Content> sendableParts(List<Content> parts) {
        return parts.stream()
                .filter(part -> !(part instanceof Text text && text.text().isBlank()))
                .map(this::sendable)
                .toList();
    }

    private Content sendable(Content part) {
        if (part instanceof Text text) {
            return Text.of(clean(text.text()));
        }
        return part instanceof ToolCall call
                ? ToolCall.of(call.id(), call.name(), isObject(call.arguments()) ? call.arguments() : "{}")
                : part;
    }

    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(c -> clean.appendCodePoint(c == 0 || isSurrogate(c) ? 0xFFFD : c));
        return clean.toString();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private boolean isObject(String arguments) {
        try {
            return json.readTree(arguments).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static List<Message> paired(List<Message> history) {
        List<Message> paired = new ArrayList<>();
        for (Message message : history) {
            if (message instanceof ToolMessage) {
                continue;
            }
            paired.add(message);
            for (ToolCall call : calls(message)) {
                ToolMessage result = result(call, history);
                paired.add(result == null ? ToolMessage.of(call.id(), call.name(), INTERRUPTED, true) : result);
            }
        }
        return paired;
    }

    private static List<Message> ended(List<Message> history) {
        if (history.get(history.size() - 1) instanceof AssistantMessage) {
            history.add(UserMessage.of("Continue."));
        }
        return history;
    }
}
