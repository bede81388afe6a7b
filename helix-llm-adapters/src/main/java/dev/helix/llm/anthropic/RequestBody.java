/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.model.ModelRequest;
import dev.helix.core.projection.ProjectedHistory;
import dev.helix.core.projection.ProjectedTurn;
import dev.helix.core.projection.ProjectedTurn.Role;
import dev.helix.llm.engine.EngineCall;
import dev.helix.llm.engine.WireJson;
import java.util.ArrayList;
import java.util.List;

/** A function that encodes a request as the protocol's JSON. */
final class RequestBody {
    private RequestBody() {}

    /**
     * Encodes a request.
     *
     * @throws dev.helix.api.model.RequestRejectedException if the schema of a tool is no JSON object
     */
    static ObjectNode of(EngineCall call) {
        ModelRequest request = call.request();
        CacheMarkers cache = new CacheMarkers(request.cacheHints().retention());
        List<WireMessage> messages = messages(call.history());
        cache.markConversation(messages);

        ObjectNode body = WireJson.object()
                .put("model", call.self().model())
                .put("max_tokens", request.maxOutputTokens())
                .put("stream", true);
        addSystem(body, call.history(), cache);
        addTools(body, call, cache);
        RequestSettings.add(body, call);
        ArrayNode array = body.putArray("messages");
        messages.forEach(message -> array.add(message.toJson()));
        return body;
    }

    private static List<WireMessage> messages(ProjectedHistory history) {
        List<WireMessage> messages = new ArrayList<>();
        for (ProjectedTurn turn : history.turns()) {
            if (turn.role() == Role.ASSISTANT) {
                messages.add(WireMessage.of("assistant", turn.content().stream().map(RequestBlocks::own)));
                continue;
            }
            WireMessage message = WireMessage.of(
                    turn.role() == Role.USER ? "user" : "system",
                    turn.results().stream().map(RequestBlocks::result));
            turn.content().forEach(part -> message.blocks().add(RequestBlocks.given(part)));
            messages.add(message);
        }
        return messages;
    }

    private static void addSystem(ObjectNode body, ProjectedHistory history, CacheMarkers cache) {
        if (!history.system().isEmpty()) {
            ObjectNode block = RequestBlocks.text(history.system());
            cache.mark(block);
            body.putArray("system").add(block);
        }
    }

    private static void addTools(ObjectNode body, EngineCall call, CacheMarkers cache) {
        ArrayNode tools = WireJson.array();
        call.history().tools().forEach(tool -> tools.add(WireJson.tool(tool, "input_schema")));
        if (tools.isEmpty()) {
            addRetiredTools(tools, call.history());
            if (tools.isEmpty()) {
                return;
            }
            body.putObject("tool_choice").put("type", "none");
        } else {
            RequestSettings.addToolChoice(body, call);
        }
        cache.mark((ObjectNode) tools.get(tools.size() - 1));
        body.set("tools", tools);
    }

    /** A history with calls is refused when no tool is declared, so the ones it names are declared and switched off. */
    private static void addRetiredTools(ArrayNode tools, ProjectedHistory history) {
        history.calledTools()
                .forEach(name -> tools.addObject()
                        .put("name", name)
                        .put("description", "No longer available.")
                        .putObject("input_schema")
                        .put("type", "object"));
    }
}
