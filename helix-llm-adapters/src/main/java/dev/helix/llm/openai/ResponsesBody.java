/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.ResponseSchema;
import dev.helix.llm.engine.EngineCall;
import dev.helix.llm.engine.WireJson;
import java.util.regex.Pattern;

/** An encoder of one request of Responses. Confined to one thread. */
final class ResponsesBody {
    /** The provider refuses less. */
    private static final int SMALLEST_OUTPUT = 16;
    /** Have no reasoning, and refuse to be asked for it. */
    private static final Pattern NEVER_REASONS = Pattern.compile("(gpt-[34]|chatgpt).*|.*-chat(-latest)?");

    private final EngineCall call;
    private final ModelRequest request;

    ResponsesBody(EngineCall call) {
        this.call = call;
        this.request = call.request();
    }

    ObjectNode json() {
        ObjectNode body = WireJson.object()
                .put("model", call.self().model())
                .put("stream", true)
                .put("store", false)
                .put("max_output_tokens", Math.max(SMALLEST_OUTPUT, request.maxOutputTokens()));
        if (!NEVER_REASONS.matcher(call.self().model()).matches()) {
            body.putArray("include").add("reasoning.encrypted_content");
        }
        if (!call.history().system().isEmpty()) {
            body.put("instructions", call.history().system());
        }
        addTools(body);
        addSettings(body);
        body.set("input", ResponsesInput.of(call.history()));
        return body;
    }

    private void addTools(ObjectNode body) {
        if (request.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        call.history().tools().forEach(tool -> {
            ObjectNode function = WireJson.tool(tool, "parameters");
            // The provider makes every schema strict unless told otherwise.
            function.put("type", "function").put("strict", StrictSchema.is(function.path("parameters")));
            tools.add(function);
        });
        OpenAi.addToolChoice(body, call, false);
    }

    private void addSettings(ObjectNode body) {
        request.temperature().ifPresent(temperature -> body.put("temperature", temperature));
        request.reasoning().ifPresent(reasoning -> addReasoning(body, reasoning));
        request.responseSchema().ifPresent(schema -> addFormat(body, schema));
        OpenAi.addCacheHints(body, request, true, true);
        request.endUser().ifPresent(user -> body.put("safety_identifier", WireJson.clean(user)));
    }

    private static void addReasoning(ObjectNode body, Reasoning reasoning) {
        ObjectNode object = body.putObject("reasoning").put("effort", OpenAi.effort(reasoning));
        if (!reasoning.isOff()) {
            object.put("summary", "auto");
        }
    }

    private static void addFormat(ObjectNode body, ResponseSchema schema) {
        ObjectNode json = WireJson.schema("response schema '" + schema.name() + "'", schema.json());
        body.putObject("text")
                .putObject("format")
                .put("type", "json_schema")
                .put("name", schema.name())
                .put("strict", StrictSchema.is(json))
                .set("schema", json);
    }
}
