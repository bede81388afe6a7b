/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.StopReason;
import dev.helix.llm.engine.EngineContract;
import dev.helix.llm.engine.WireJson;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.testkit.server.AnthropicRules;
import dev.helix.testkit.server.FakeRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

class AnthropicContractTest extends EngineContract {
    @Override
    protected EngineFactory factory(URI uri, Function<HttpLimits, HttpTransport> transport, HttpLimits limits) {
        return AnthropicEngines.builder()
                .baseUrl(uri)
                .transport(transport)
                .limits(limits)
                .build();
    }

    private static List<ObjectNode> blocks(Script script) {
        List<ObjectNode> blocks = new ArrayList<>();
        if (!script.thinking().isEmpty()) {
            blocks.add(of("thinking").put("thinking", script.thinking()).put("signature", "sig"));
        }
        if (!script.text().isEmpty()) {
            blocks.add(of("text").put("text", script.text()));
        }
        for (ToolCall call : script.calls()) {
            ObjectNode block = of("tool_use").put("id", call.id()).put("name", call.name());
            blocks.add(block.set("input", WireJson.raw(call.arguments())));
        }
        return blocks;
    }

    private static ObjectNode of(String type) {
        return WireJson.object().put("type", type);
    }

    private static String event(ObjectNode json) {
        return "event: " + json.path("type").asText() + "\ndata: " + json + "   \n\n";
    }

    private static ObjectNode usage() {
        return WireJson.object()
                .put("input_tokens", 7)
                .put("cache_read_input_tokens", 5)
                .put("output_tokens", 34);
    }

    @Override
    protected List<String> events(Script script) {
        List<String> events = new ArrayList<>();
        ObjectNode start = of("message_start");
        start.putObject("message").put("id", script.messageId()).set("usage", usage());
        events.add(event(start));
        List<ObjectNode> blocks = blocks(script);
        for (int i = 0; i < blocks.size(); i++) {
            ObjectNode begun = blocks.get(i).deepCopy();
            ObjectNode delta = switch (begun.path("type").asText()) {
                case "thinking" -> of("thinking_delta").put("thinking", script.thinking());
                case "text" -> of("text_delta").put("text", script.text());
                default ->
                    of("input_json_delta")
                            .put("partial_json", begun.path("input").toString());
            };
            begun.remove(List.of("text", "thinking", "signature"));
            if (begun.has("input")) {
                begun.putObject("input");
            }
            events.add(event(of("content_block_start").put("index", i).set("content_block", begun)));
            events.add(event(of("content_block_delta").put("index", i).set("delta", delta)));
            if (begun.path("type").asText().equals("thinking")) {
                ObjectNode signature = of("signature_delta").put("signature", "sig");
                events.add(event(of("content_block_delta").put("index", i).set("delta", signature)));
            }
            events.add(event(of("content_block_stop").put("index", i)));
        }
        ObjectNode end = of("message_delta");
        end.putObject("delta").put("stop_reason", reason(script));
        events.add(event(end.set("usage", WireJson.object().put("output_tokens", 34))));
        events.add(event(of("message_stop")));
        return events;
    }

    private static String reason(Script script) {
        return switch (script.stop()) {
            case TOOL_CALLS -> "tool_use";
            case OUTPUT_LIMIT -> "max_tokens";
            case REFUSED -> "refusal";
            case PAUSED -> "pause_turn";
            default -> "end_turn";
        };
    }

    @Override
    protected String whole(Script script) {
        ObjectNode message = of("message").put("id", script.messageId()).put("stop_reason", reason(script));
        message.putArray("content").addAll(blocks(script));
        return message.set("usage", usage()).toString();
    }

    @Override
    protected String error(int status, String message) {
        ObjectNode error = of("error");
        error.set("error", of("some_error").put("message", message));
        return error.toString();
    }

    @Override
    protected String errorEvent(String message) {
        return event(of("error").set("error", of("overloaded_error").put("message", message)));
    }

    @Override
    protected List<String> broken(FakeRequest request, JsonNode body) {
        List<String> broken = new ArrayList<>(AnthropicRules.broken(request.body()));
        if (!request.path().equals("/v1/messages") || !request.headers().containsKey("anthropic-version")) {
            broken.add("path or version");
        }
        return broken;
    }

    @Override
    protected boolean returnsReasoning(String body) {
        return body.contains("{\"type\":\"thinking\",\"thinking\":\"I look first.\",\"signature\":\"sig\"}");
    }

    @Override
    protected boolean stops(StopReason stop) {
        return true;
    }
}
