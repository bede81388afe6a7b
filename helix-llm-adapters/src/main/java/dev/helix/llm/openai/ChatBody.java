/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.ResponseSchema;
import dev.helix.api.tool.ToolSpec;
import dev.helix.llm.engine.EngineCall;
import dev.helix.llm.engine.WireJson;

/** An encoder of one request of Chat Completions, in the words that one server understands. Confined to one thread. */
final class ChatBody {
    private final ChatServer server;
    private final EngineCall call;
    private final ModelRequest request;

    ChatBody(ChatServer server, EngineCall call) {
        this.server = server;
        this.call = call;
        this.request = call.request();
    }

    ObjectNode json() {
        ObjectNode body = WireJson.object().put("model", call.self().model()).put("stream", true);
        if (server.has(ChatFeature.STREAM_USAGE)) {
            body.putObject("stream_options").put("include_usage", true);
        }
        body.put(
                server.has(ChatFeature.MAX_COMPLETION_TOKENS) ? "max_completion_tokens" : "max_tokens",
                request.maxOutputTokens());
        addTools(body);
        addSettings(body);
        body.set("messages", new ChatMessages(server, call).json(schemaInWords()));
        return body;
    }

    private void addTools(ObjectNode body) {
        if (request.tools().isEmpty()) {
            return; // An empty list is refused.
        }
        ArrayNode tools = body.putArray("tools");
        call.history()
                .tools()
                .forEach(tool -> tools.addObject().put("type", "function").set("function", function(tool)));
        if (server.has(ChatFeature.PARALLEL_TOOL_CALLS)) {
            body.put("parallel_tool_calls", true);
        }
        OpenAi.addToolChoice(body, call, true);
    }

    private ObjectNode function(ToolSpec tool) {
        ObjectNode function = WireJson.tool(tool, "parameters");
        if (server.has(ChatFeature.STRICT) && StrictSchema.is(function.path("parameters"))) {
            function.put("strict", true);
        }
        return function;
    }

    private void addSettings(ObjectNode body) {
        request.temperature().ifPresent(temperature -> body.put("temperature", temperature));
        request.reasoning().ifPresent(reasoning -> addReasoning(body, reasoning));
        request.responseSchema().ifPresent(schema -> addFormat(body, schema));
        OpenAi.addCacheHints(
                body,
                request,
                server.has(ChatFeature.PROMPT_CACHE_KEY),
                server.has(ChatFeature.PROMPT_CACHE_RETENTION));
        request.endUser()
                .ifPresent(user -> body.put(
                        server.has(ChatFeature.SAFETY_IDENTIFIER) ? "safety_identifier" : "user",
                        WireJson.clean(user)));
    }

    private void addReasoning(ObjectNode body, Reasoning reasoning) {
        if (server.has(ChatFeature.REASONING_EFFORT)) {
            body.put("reasoning_effort", OpenAi.effort(reasoning));
        } else if (server.has(ChatFeature.THINKING_SWITCH)) {
            body.putObject("thinking").put("type", reasoning.isOff() ? "disabled" : "enabled");
        } else if (server.has(ChatFeature.REASONING_OBJECT)) {
            ObjectNode object = body.putObject("reasoning");
            if (reasoning.isOff()) {
                object.put("enabled", false);
            } else if (reasoning.budgetTokens().isPresent()) {
                object.put("max_tokens", reasoning.nearestBudget());
            } else {
                object.put("effort", OpenAi.effort(reasoning));
            }
        }
    }

    private void addFormat(ObjectNode body, ResponseSchema schema) {
        ObjectNode json = WireJson.schema("response schema '" + schema.name() + "'", schema.json());
        ObjectNode format = body.putObject("response_format");
        if (!server.has(ChatFeature.JSON_SCHEMA)) {
            format.put("type", "json_object");
            return;
        }
        ObjectNode named =
                format.put("type", "json_schema").putObject("json_schema").put("name", schema.name());
        if (server.has(ChatFeature.STRICT) && StrictSchema.is(json)) {
            named.put("strict", true);
        }
        named.set("schema", json);
    }

    /** {@return an instruction for servers that only know that JSON is wanted; empty when none is needed} */
    private String schemaInWords() {
        boolean needed = request.responseSchema().isPresent() && !server.has(ChatFeature.JSON_SCHEMA);
        return needed
                ? "Answer with one JSON object that conforms to this JSON Schema, and nothing else: "
                        + request.responseSchema().orElseThrow().json()
                : "";
    }
}
