/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.Origin;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.tool.ToolSpec;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A projection of a request into the protocol's JSON. A pure function. */
final class RequestProjection {
    private RequestProjection() {}

    /**
     * A request body and what had to be put right in it.
     *
     * @param body ready to be sent
     * @param strayResults how many tool results were left out because no call of the conversation asked for them
     */
    record Projected(ObjectNode body, int strayResults) {}

    /**
     * Projects a request.
     *
     * @throws RequestRejectedException if the schema of a tool is no JSON object
     */
    static Projected of(ModelRequest request, Origin self) {
        CallPairing pairing = CallPairing.of(request.messages());
        List<WireMessage> messages = MessageProjection.of(request.messages(), pairing, self);
        CacheMarkers cache = new CacheMarkers(request.cacheHints().retention());
        cache.markConversation(messages);

        ObjectNode body = Protocol.JSON
                .createObjectNode()
                .put("model", self.model())
                .put("max_tokens", request.maxOutputTokens())
                .put("stream", true);
        addSystem(body, request, cache);
        addTools(body, request, cache);
        RequestSettings.add(body, request, messages);
        ArrayNode array = body.putArray("messages");
        messages.forEach(message -> array.add(message.toJson()));
        return new Projected(body, pairing.strayResults());
    }

    private static void addSystem(ObjectNode body, ModelRequest request, CacheMarkers cache) {
        String system = Stream.concat(
                        Stream.of(request.system()),
                        request.messages().stream()
                                .filter(SystemMessage.class::isInstance)
                                .map(Message::text))
                .filter(text -> !CleanText.isBlank(text))
                .collect(Collectors.joining("\n\n"));
        if (!system.isEmpty()) {
            ObjectNode block = RequestBlocks.text(system);
            cache.mark(block);
            body.putArray("system").add(block);
        }
    }

    private static void addTools(ObjectNode body, ModelRequest request, CacheMarkers cache) {
        ArrayNode tools = Protocol.JSON.createArrayNode();
        request.tools().forEach(tool -> tools.add(tool(tool)));
        if (tools.isEmpty()) {
            addRetiredTools(tools, request.messages());
            if (tools.isEmpty()) {
                return;
            }
            body.putObject("tool_choice").put("type", "none");
        } else {
            RequestSettings.addToolChoice(body, request.toolChoice());
        }
        cache.mark((ObjectNode) tools.get(tools.size() - 1));
        body.set("tools", tools);
    }

    private static ObjectNode tool(ToolSpec tool) {
        ObjectNode wire = Protocol.JSON.createObjectNode().put("name", tool.name());
        if (!CleanText.isBlank(tool.description())) {
            wire.put("description", CleanText.of(tool.description()));
        }
        wire.set("input_schema", schema("the input schema of tool '" + tool.name() + "'", tool.inputSchema()));
        return wire;
    }

    static JsonNode schema(String what, String json) {
        String complaint = what + " must be a JSON object, was: " + json;
        try {
            JsonNode schema = CleanText.of(Protocol.JSON.readTree(json));
            if (schema.isObject()) {
                return schema;
            }
        } catch (JsonProcessingException e) {
            throw new RequestRejectedException(complaint, e);
        }
        throw new RequestRejectedException(complaint, null);
    }

    /** Declares the tools that a history names and switches them off, since calls without any tool are refused. */
    private static void addRetiredTools(ArrayNode tools, List<Message> messages) {
        messages.stream()
                .filter(AssistantMessage.class::isInstance)
                .flatMap(message -> ((AssistantMessage) message).calls().stream())
                .map(ToolCall::name)
                .map(RequestBlocks::toolName)
                .distinct()
                .forEach(name -> tools.addObject()
                        .put("name", name)
                        .put("description", "No longer available.")
                        .putObject("input_schema")
                        .put("type", "object"));
    }
}
