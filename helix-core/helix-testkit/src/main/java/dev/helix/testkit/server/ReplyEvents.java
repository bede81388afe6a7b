/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelReply;
import java.util.ArrayList;
import java.util.List;

/** A converter from a reply to the events a provider would stream, in several pieces. */
final class ReplyEvents {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PIECE = 24;

    private final List<String> events = new ArrayList<>();

    private ReplyEvents() {}

    static List<String> of(ModelReply reply, String model) {
        ReplyEvents stream = new ReplyEvents();
        stream.start(reply, model);
        List<Content> content = reply.message().content();
        for (int i = 0; i < content.size(); i++) {
            stream.block(i, content.get(i));
        }
        stream.stop(reply);
        return stream.events;
    }

    private void start(ModelReply reply, String model) {
        ObjectNode event = object("message_start");
        ObjectNode message = event.putObject("message");
        message.put("id", "msg_fake")
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.putObject("usage")
                .put("input_tokens", reply.usage().inputTokens())
                .put("cache_creation_input_tokens", reply.usage().cacheWriteTokens())
                .put("cache_read_input_tokens", reply.usage().cacheReadTokens())
                .put("output_tokens", Math.min(1, reply.usage().outputTokens()));
        add(event);
        add(object("ping"));
    }

    private void block(int index, Content content) {
        if (content instanceof Text text) {
            begin(index, object("text").put("text", ""));
            pieces(text.text())
                    .forEach(piece -> delta(index, object("text_delta").put("text", piece)));
        } else if (content instanceof Thinking thinking) {
            begin(index, object("thinking").put("thinking", "").put("signature", ""));
            pieces(thinking.text())
                    .forEach(piece -> delta(index, object("thinking_delta").put("thinking", piece)));
            delta(index, object("signature_delta").put("signature", thinking.signature()));
        } else if (content instanceof ToolCall call) {
            ObjectNode start = object("tool_use").put("id", call.id()).put("name", call.name());
            start.putObject("input");
            begin(index, start);
            delta(index, object("input_json_delta").put("partial_json", ""));
            pieces(call.arguments())
                    .forEach(piece -> delta(index, object("input_json_delta").put("partial_json", piece)));
        } else if (content instanceof Opaque opaque) {
            begin(index, parsed(opaque.json()));
        } else {
            throw new IllegalArgumentException("a model does not send " + content);
        }
        add(object("content_block_stop").put("index", index));
    }

    private void stop(ModelReply reply) {
        ObjectNode event = object("message_delta");
        event.putObject("delta")
                .put(
                        "stop_reason",
                        switch (reply.stop()) {
                            case END -> "end_turn";
                            case TOOL_CALLS -> "tool_use";
                            case OUTPUT_LIMIT -> "max_tokens";
                            case PAUSED -> "pause_turn";
                            case REFUSED -> "refusal";
                            case OTHER -> "a_reason_of_tomorrow";
                        })
                .putNull("stop_sequence");
        event.putObject("usage").put("output_tokens", reply.usage().outputTokens());
        add(event);
        add(object("message_stop"));
    }

    private void begin(int index, ObjectNode block) {
        add(object("content_block_start").put("index", index).set("content_block", block));
    }

    private void delta(int index, ObjectNode delta) {
        add(object("content_block_delta").put("index", index).set("delta", delta));
    }

    private void add(ObjectNode event) {
        events.add("event: " + event.get("type").textValue() + "\ndata: " + event + "\n\n");
    }

    private static ObjectNode object(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static ObjectNode parsed(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); from += PIECE) {
            pieces.add(text.substring(from, Math.min(text.length(), from + PIECE)));
        }
        return pieces;
    }
}
