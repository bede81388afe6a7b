/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.StopReason;
import dev.helix.llm.engine.EngineContract;
import dev.helix.llm.engine.WireJson;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.testkit.server.FakeRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

class ResponsesEngineTest extends EngineContract {
    private static final String ENCRYPTED = "gAAA-encrypted-reasoning";

    @Override
    protected EngineFactory factory(URI uri, Function<HttpLimits, HttpTransport> transport, HttpLimits limits) {
        return OpenAiEngines.responses()
                .baseUrl(uri.resolve("/v1/"))
                .transport(transport)
                .limits(limits)
                .build();
    }

    private static ArrayNode items(Script script) {
        ArrayNode items = WireJson.array();
        if (!script.thinking().isEmpty()) {
            ObjectNode reasoning = items.addObject().put("type", "reasoning").put("id", "rs_1");
            reasoning
                    .putArray("summary")
                    .addObject()
                    .put("type", "summary_text")
                    .put("text", script.thinking());
            reasoning.put("encrypted_content", ENCRYPTED);
        }
        if (!script.text().isEmpty()) {
            ObjectNode message = items.addObject()
                    .put("type", "message")
                    .put("id", "msg_1")
                    .put("status", "completed")
                    .put("role", "assistant");
            message.putArray("content").addObject().put("type", "output_text").put("text", script.text());
        }
        for (ToolCall call : script.calls()) {
            items.addObject()
                    .put("type", "function_call")
                    .put("id", "fc_" + call.id())
                    .put("call_id", call.id())
                    .put("name", call.name())
                    .put("arguments", call.arguments())
                    .put("status", "completed");
        }
        return items;
    }

    private static ObjectNode response(Script script, boolean begun) {
        ObjectNode response = WireJson.object().put("id", script.messageId()).put("object", "response");
        if (begun) {
            return response.put("status", "in_progress");
        }
        boolean cut = script.stop() == StopReason.OUTPUT_LIMIT || script.stop() == StopReason.REFUSED;
        response.put("status", cut ? "incomplete" : "completed").putNull("error");
        if (cut) {
            response.putObject("incomplete_details")
                    .put("reason", script.stop() == StopReason.REFUSED ? "content_filter" : "max_output_tokens");
        }
        response.set("output", items(script));
        response.putObject("usage")
                .put("input_tokens", 12)
                .put("output_tokens", 34)
                .putObject("input_tokens_details")
                .put("cached_tokens", 5);
        return response;
    }

    private static String event(ObjectNode json) {
        return "event: " + json.path("type").asText() + "\ndata: " + json + "\n\n";
    }

    private static ObjectNode of(String type) {
        return WireJson.object().put("type", type);
    }

    @Override
    protected List<String> events(Script script) {
        List<String> events = new ArrayList<>();
        events.add(event(of("response.created").set("response", response(script, true))));
        events.add(event(of("response.in_progress").set("response", response(script, true))));
        ArrayNode items = items(script);
        for (int i = 0; i < items.size(); i++) {
            ObjectNode begun = ((ObjectNode) items.get(i)).deepCopy();
            begun.remove(List.of("encrypted_content", "content"));
            events.add(event(
                    of("response.output_item.added").put("output_index", i).set("item", begun)));
            String type = begun.path("type").asText();
            String delta = type.equals("reasoning")
                    ? "response.reasoning_summary_text.delta"
                    : type.equals("message") ? "response.output_text.delta" : "response.function_call_arguments.delta";
            String text = type.equals("reasoning")
                    ? script.thinking()
                    : type.equals("message")
                            ? script.text()
                            : begun.path("arguments").asText();
            events.add(event(of(delta).put("output_index", i).put("delta", text)));
            events.add(
                    event(of("response.output_item.done").put("output_index", i).set("item", items.get(i))));
        }
        ObjectNode response = response(script, false);
        events.add(event(of("response." + response.path("status").asText()).set("response", response)));
        return events;
    }

    @Override
    protected String whole(Script script) {
        return response(script, false).toString();
    }

    @Override
    protected String error(int status, String message) {
        ObjectNode error = WireJson.object();
        error.putObject("error")
                .put("message", message)
                .put("type", "some_error")
                .putNull("code");
        return error.toString();
    }

    @Override
    protected String errorEvent(String message) {
        return event(of("error").put("code", "server_error").put("message", message));
    }

    @Override
    protected List<String> broken(FakeRequest request, JsonNode body) {
        List<String> broken = new ArrayList<>();
        require(broken, request.path().equals("/v1/responses"), "path " + request.path());
        require(broken, request.headers().getOrDefault("authorization", "").startsWith("Bearer "), "authorization");
        require(broken, body.has("store") && !body.path("store").asBoolean(), "store");
        require(broken, body.path("stream").asBoolean(), "stream");
        require(broken, body.path("include").toString().contains("reasoning.encrypted_content"), "include");
        require(broken, body.path("instructions").asText().equals("Be brief."), "instructions");
        body.path("tools").forEach(tool -> require(broken, tool.has("strict"), "strict by default"));
        Set<String> open = new HashSet<>();
        Set<String> ids = new HashSet<>();
        boolean reasoned = false;
        for (JsonNode item : body.path("input")) {
            String type = item.path("type").asText();
            require(broken, !item.has("id") || ids.add(item.path("id").asText()), "an item id twice");
            require(broken, !item.has("id") || type.equals("reasoning") || reasoned, "an item without its reasoning");
            switch (type) {
                case "reasoning" -> {
                    reasoned = true;
                    require(broken, item.path("encrypted_content").asText().equals(ENCRYPTED), "reasoning");
                }
                case "function_call" -> {
                    require(broken, open.add(item.path("call_id").asText()), "one call id twice");
                    require(broken, item.path("call_id").asText().length() <= 64, "call id too long");
                    require(broken, item.path("arguments").isTextual(), "arguments");
                    require(broken, item.path("name").asText().matches("[a-zA-Z0-9_-]{1,64}"), "name of a tool");
                }
                case "function_call_output" -> {
                    require(broken, open.remove(item.path("call_id").asText()), "an output without a call");
                    require(
                            broken,
                            item.path("output").size()
                                            + item.path("output").asText().length()
                                    > 0,
                            "output");
                }
                default ->
                    require(
                            broken,
                            type.equals("message") && item.path("content").size() > 0,
                            "item " + item);
            }
        }
        require(broken, open.isEmpty(), "a call without an output");
        return broken;
    }

    private static void require(List<String> broken, boolean condition, String what) {
        if (!condition) {
            broken.add(what);
        }
    }

    @Override
    protected boolean returnsReasoning(String body) {
        return body.contains("{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[{\"type\":\"summary_text\","
                        + "\"text\":\"I look first.\"}],\"encrypted_content\":\"" + ENCRYPTED + "\"}")
                && body.contains("\"id\":\"msg_1\"")
                && body.contains("\"id\":\"fc_call_2\"");
    }

    @Override
    protected boolean stops(StopReason stop) {
        return stop != StopReason.PAUSED;
    }

    @Override
    protected String model() {
        return "gpt-5.5";
    }
}
