/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.ToolChoice;
import dev.helix.api.tool.ToolSpec;
import dev.helix.llm.engine.EngineCall;
import dev.helix.llm.engine.WireJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An encoder of one request. Confined to one thread. */
final class OllamaBody {
    private final EngineCall call;
    private final ModelRequest request;

    OllamaBody(EngineCall call) {
        this.call = call;
        this.request = call.request();
    }

    ObjectNode json() {
        ObjectNode body = WireJson.object()
                .put("model", call.self().model())
                .put("stream", true)
                // Otherwise the server drops the oldest messages of a prompt that is too long, and says nothing.
                .put("truncate", false);
        addOptions(body.putObject("options"));
        request.reasoning().ifPresent(reasoning -> addThinking(body, reasoning));
        request.responseSchema()
                .ifPresent(schema ->
                        body.set("format", WireJson.schema("response schema '" + schema.name() + "'", schema.json())));
        addTools(body);
        ArrayNode messages = body.putArray("messages");
        call.history().messages().forEach(message -> messages.add(message(message)));
        return body;
    }

    private void addOptions(ObjectNode options) {
        options.put("num_predict", request.maxOutputTokens());
        call.profile().windowTokens().ifPresent(tokens -> options.put("num_ctx", tokens));
        request.temperature().ifPresent(temperature -> options.put("temperature", temperature));
    }

    /** Some models take a level; those that are switched on and off get what a budget amounts to. */
    private static void addThinking(ObjectNode body, Reasoning reasoning) {
        if (reasoning.effort().isEmpty()) {
            body.put("think", !reasoning.isOff());
            return;
        }
        body.put(
                "think",
                switch (reasoning.nearestEffort()) {
                    case MINIMAL, LOW -> "low";
                    case MEDIUM -> "medium";
                    case HIGH, MAX -> "high";
                });
    }

    /** The protocol knows no tool choice: tools that may not be called are not offered, and only a named one is. */
    private void addTools(ObjectNode body) {
        ToolChoice choice = request.toolChoice();
        Optional<String> named = choice.tool().map(call.history()::nameForModel);
        List<ToolSpec> offered = call.history().tools().stream()
                .filter(tool -> choice.kind() != ToolChoice.Kind.NONE)
                .filter(tool -> named.isEmpty() || named.get().equals(tool.name()))
                .toList();
        if (offered.isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        offered.forEach(
                tool -> tools.addObject().put("type", "function").set("function", WireJson.tool(tool, "parameters")));
    }

    private static ObjectNode message(Message message) {
        if (message instanceof AssistantMessage assistant) {
            return assistant(assistant);
        }
        if (message instanceof ToolMessage result) {
            return WireJson.object()
                    .put("role", "tool")
                    .put("tool_name", result.toolName())
                    .put("tool_call_id", result.callId())
                    // The protocol has no other way to say that a call failed.
                    .put("content", result.error() ? "Error: " + result.text() : result.text());
        }
        if (message instanceof UserMessage user) {
            return user(user);
        }
        return WireJson.object().put("role", "system").put("content", message.text());
    }

    private static ObjectNode user(UserMessage message) {
        String text = message.content().stream()
                .map(Content::asText)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
        ObjectNode json = WireJson.object().put("role", "user").put("content", text);
        ArrayNode images = WireJson.array();
        for (Content part : message.content()) {
            if (part instanceof Image image) {
                images.add(image.base64());
            }
        }
        if (!images.isEmpty()) {
            json.set("images", images);
        }
        return json;
    }

    private static ObjectNode assistant(AssistantMessage message) {
        ObjectNode json = WireJson.object().put("role", "assistant").put("content", message.text());
        String thinking = message.content().stream()
                .filter(Thinking.class::isInstance)
                .map(part -> ((Thinking) part).text())
                .collect(Collectors.joining());
        if (!thinking.isEmpty()) {
            json.put("thinking", thinking);
        }
        if (!message.calls().isEmpty()) {
            ArrayNode calls = json.putArray("tool_calls");
            for (ToolCall toolCall : message.calls()) {
                ObjectNode function = calls.addObject().put("id", toolCall.id()).putObject("function");
                function.put("name", toolCall.name()).set("arguments", WireJson.raw(toolCall.arguments()));
            }
        }
        return json;
    }
}
