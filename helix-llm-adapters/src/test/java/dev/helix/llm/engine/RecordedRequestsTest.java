/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import dev.helix.core.projection.HistoryValidator;
import dev.helix.core.projection.TargetProfiles;
import dev.helix.core.projection.Violation;
import dev.helix.llm.engine.RecordedTraffic.Exchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests that the validator has nothing against requests that real providers accepted. */
class RecordedRequestsTest {
    private static final Origin SELF = new Origin("recorded", "any", "model");

    @Test
    void acceptedCompletionsPass() {
        check("chat", "https://(?!demo-)[^ ]+/chat/completions", TargetProfiles.openAiChat(SELF), body -> {
            List<Message> history = new ArrayList<>();
            body.path("messages").forEach(message -> history.add(chat(message)));
            return history;
        });
    }

    private static Message chat(JsonNode message) {
        List<Content> said = new ArrayList<>();
        JsonNode content = message.path("content");
        if (content.isTextual() && !content.textValue().isEmpty()) {
            said.add(Text.of(content.textValue()));
        }
        content.forEach(part ->
                said.add(Text.of(part.path("text").asText(part.path("type").asText()))));
        message.path("tool_calls")
                .forEach(call -> said.add(ToolCall.of(
                        call.path("id").asText(),
                        call.at("/function/name").asText(),
                        call.at("/function/arguments").asText())));
        return switch (message.path("role").asText()) {
            case "assistant" -> new AssistantMessage(said, SELF);
            case "tool" -> ToolMessage.of(message.path("tool_call_id").asText(), "t", said, false);
            case "user" -> new UserMessage(said);
            default -> new SystemMessage(said.stream().map(Content::asText).collect(Collectors.joining()));
        };
    }

    @Test
    void acceptedResponsesPass() {
        check("responses", "https://[^ ]+/responses(\\?|$)", TargetProfiles.openAiResponses(SELF), body -> {
            List<Message> history = new ArrayList<>();
            JsonNode input = body.path("input");
            boolean chained = body.hasNonNull("previous_response_id") || body.hasNonNull("conversation");
            if (chained || !input.isArray()) {
                return List.of();
            }
            List<Content> own = new ArrayList<>();
            for (JsonNode item : input) {
                Content part = ofModel(item);
                if (part != null) {
                    own.add(part);
                    continue;
                }
                if (!own.isEmpty()) {
                    history.add(new AssistantMessage(own, SELF));
                    own.clear();
                }
                history.add(ofOthers(item));
            }
            if (!own.isEmpty()) {
                history.add(new AssistantMessage(own, SELF));
            }
            return history;
        });
    }

    private static Content ofModel(JsonNode item) {
        String type = item.path("type").asText();
        if (type.equals("function_call")) {
            return ToolCall.of(
                    item.path("call_id").asText(),
                    item.path("name").asText(),
                    item.path("arguments").asText());
        }
        if (type.equals("reasoning")) {
            return Thinking.of(SELF, "", item.path("encrypted_content").asText("stored"));
        }
        if (item.path("role").asText().equals("assistant")) {
            JsonNode content = item.path("content");
            String text = content.isTextual()
                    ? content.textValue()
                    : content.at("/0/text").asText();
            // The provider accepts a message without text, which the projection never sends.
            return Text.of(text.isEmpty() ? "(none)" : text);
        }
        boolean others = type.equals("function_call_output") || item.has("role");
        return others ? null : Opaque.of(SELF, item.toString());
    }

    private static Message ofOthers(JsonNode item) {
        if (item.path("type").asText().equals("function_call_output")) {
            return ToolMessage.of(
                    item.path("call_id").asText(), "t", item.path("output").asText("media"), false);
        }
        JsonNode content = item.path("content");
        List<Content> said = new ArrayList<>();
        if (content.isTextual()) {
            said.add(Text.of(content.textValue()));
        }
        content.forEach(part ->
                said.add(Text.of(part.path("text").asText(part.path("type").asText()))));
        return item.path("role").asText().equals("user")
                ? new UserMessage(said)
                : new SystemMessage(said.get(0).asText());
    }

    @Test
    void acceptedGeminiRequestsPass() {
        // The provider accepts conversations that the model begins; the projection begins with the user all the same.
        TargetProfile lenient = TargetProfiles.gemini(SELF).toBuilder()
                .without(TargetRule.USER_FIRST)
                .build();
        check("gemini", ":(generateContent|streamGenerateContent)", lenient, body -> {
            List<Message> history = new ArrayList<>();
            Map<String, List<String>> open = new HashMap<>();
            for (JsonNode content : body.path("contents")) {
                boolean model = content.path("role").asText().equals("model");
                List<Content> said = new ArrayList<>();
                for (JsonNode part : content.path("parts")) {
                    if (part.has("functionCall")) {
                        String name = part.at("/functionCall/name").asText();
                        String id = "call_"
                                + open.values().stream().mapToInt(List::size).sum() + "_" + history.size() + "_"
                                + said.size();
                        open.computeIfAbsent(name, any -> new ArrayList<>()).add(id);
                        said.add(ToolCall.of(
                                id, name, part.at("/functionCall/args").toString()));
                    } else if (part.has("functionResponse")) {
                        String name = part.at("/functionResponse/name").asText();
                        List<String> ids = open.getOrDefault(name, new ArrayList<>(List.of("none")));
                        history.add(ToolMessage.of(
                                ids.remove(0),
                                name,
                                part.at("/functionResponse/response").toString(),
                                false));
                    } else if (!part.path("text").asText("x").isEmpty()) {
                        said.add(Text.of(part.path("text").asText("media")));
                    }
                }
                if (!said.isEmpty()) {
                    history.add(model ? new AssistantMessage(said, SELF) : new UserMessage(said));
                }
            }
            return history;
        });
    }

    /** Gives each result the name of the tool that was called, which these protocols leave out. */
    private static List<Message> named(List<Message> history) {
        Map<String, String> names = new HashMap<>();
        List<Message> named = new ArrayList<>();
        for (Message message : history) {
            if (message instanceof AssistantMessage assistant) {
                assistant.calls().forEach(call -> names.put(call.id(), call.name()));
            }
            named.add(
                    message instanceof ToolMessage result
                            ? ToolMessage.of(
                                    result.callId(),
                                    names.getOrDefault(result.callId(), result.toolName()),
                                    result.content(),
                                    result.error())
                            : message);
        }
        return named;
    }

    private static void check(
            String name, String address, TargetProfile profile, Function<JsonNode, List<Message>> read) {
        HistoryValidator validator = new HistoryValidator(profile);
        Map<String, List<Violation>> alarms = new HashMap<>();
        int checked = 0;
        for (Exchange exchange : RecordedTraffic.exchanges(Pattern.compile(address, Pattern.MULTILINE))) {
            List<Message> history = exchange.status() == 200 ? read.apply(exchange.request()) : List.of();
            if (history.isEmpty()) {
                continue;
            }
            checked++;
            List<Violation> violations = validator.violations(named(history));
            if (!violations.isEmpty()) {
                alarms.put(exchange.name(), violations);
            }
        }
        System.out.println("recorded requests of " + name + ": " + checked + ", false alarms: " + alarms.size());
        assertThat(alarms).as("false alarms among %d requests", checked).isEmpty();
    }
}
