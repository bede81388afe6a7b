/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Origin;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.llm.engine.MalformedResponseException;
import dev.helix.llm.engine.ReplyDecoder;
import dev.helix.llm.wire.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A decoder of the events of a stream, or of one whole message.
 *
 * <p>Event and block types it does not know are skipped or kept as they are. A repeated start of the message, which some
 * gateways send, changes nothing; the start of another message voids what came before, since a gateway that lost one
 * server and asked the next sends both into one stream.
 */
final class ReplyAssembler implements ReplyDecoder {
    private final Origin origin;
    private final UnaryOperator<String> toolNames;
    private final ModelListener listener;
    private final Map<Integer, BlockBuilder> blocks = new LinkedHashMap<>();
    private UsageCount usage = new UsageCount();
    private String messageId = "";
    /** The blocks that came with the start of the message. */
    private final List<BlockBuilder> given = new ArrayList<>();

    private String stopReason = "";
    private boolean complete;

    ReplyAssembler(Origin origin, UnaryOperator<String> toolNames, ModelListener listener) {
        this.origin = origin;
        this.toolNames = toolNames;
        this.listener = listener;
    }

    @Override
    public void accept(JsonValue event) throws IOException {
        switch (event.word("type")) {
            case "message_start" -> begin(event.path("message"));
            case "content_block_start" -> start(index(event), event.path("content_block"));
            case "content_block_delta" -> delta(index(event), event.path("delta"));
            case "message_delta" -> {
                String stop = event.path("delta").text("stop_reason");
                stopReason = stop.isEmpty() ? stopReason : stop;
                usage.update(event.path("usage"));
            }
            case "message_stop" -> complete = true;
            // content_block_stop says nothing new; pings and events of later versions are none of ours.
            default -> {
                if (event.path("content").isArray()) {
                    whole(event);
                }
            }
        }
    }

    private void begin(JsonValue message) throws IOException {
        String id = message.text("id");
        if (!messageId.isEmpty() && !id.isEmpty() && !id.equals(messageId)) {
            restart();
        }
        messageId = id.isEmpty() ? messageId : id;
        usage.update(message.path("usage"));
        if (given.isEmpty() && blocks.isEmpty()) {
            for (JsonValue block : message.path("content")) {
                given.add(new BlockBuilder(block, origin, listener));
            }
        }
    }

    private void restart() {
        if (!blocks.isEmpty() || !given.isEmpty()) {
            listener.discarded();
        }
        blocks.clear();
        given.clear();
        usage = new UsageCount();
        stopReason = "";
    }

    private void whole(JsonValue message) throws IOException {
        int index = 0;
        for (JsonValue block : message.path("content")) {
            start(index++, block);
        }
        usage.update(message.path("usage"));
        stopReason = message.text("stop_reason");
        complete = true;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public ModelReply reply() throws IOException {
        List<Content> content = new ArrayList<>();
        for (BlockBuilder block : given) {
            block.build(toolNames).ifPresent(content::add);
        }
        for (BlockBuilder block : blocks.values()) {
            block.build(toolNames).ifPresent(content::add);
        }
        AssistantMessage message = new AssistantMessage(content, origin);
        return ModelReply.of(message, stop(message), usage.total());
    }

    private static int index(JsonValue event) {
        return (int) event.number("index", 0);
    }

    private void start(int index, JsonValue block) throws IOException {
        if (!blocks.containsKey(index)) {
            blocks.put(index, new BlockBuilder(block, origin, listener));
        }
    }

    private void delta(int index, JsonValue delta) throws IOException {
        BlockBuilder block = blocks.get(index);
        if (block == null) {
            throw new MalformedResponseException("a delta came for block " + index + ", which was never started");
        }
        block.delta(delta);
    }

    private StopReason stop(AssistantMessage message) {
        return switch (stopReason) {
            case "end_turn", "stop_sequence" -> StopReason.END;
            case "tool_use" -> StopReason.TOOL_CALLS;
            case "max_tokens", "model_context_window_exceeded" -> StopReason.OUTPUT_LIMIT;
            case "pause_turn" -> StopReason.PAUSED;
            case "refusal" -> StopReason.REFUSED;
            default -> message.calls().isEmpty() ? StopReason.OTHER : StopReason.TOOL_CALLS;
        };
    }

    /** The counts of a call so far; each report is cumulative and later ones may leave out what has not changed. */
    private static final class UsageCount {
        private long input;
        private long output;
        private long cacheRead;
        private long cacheWrite;

        void update(JsonValue report) {
            input = later(report, "input_tokens", input);
            output = later(report, "output_tokens", output);
            cacheRead = later(report, "cache_read_input_tokens", cacheRead);
            cacheWrite = later(report, "cache_creation_input_tokens", cacheWrite);
        }

        private static long later(JsonValue report, String name, long before) {
            return Math.max(0, report.number(name, before));
        }

        Usage total() {
            return Usage.builder()
                    .inputTokens(input)
                    .outputTokens(output)
                    .cacheReadTokens(cacheRead)
                    .cacheWriteTokens(cacheWrite)
                    .build();
        }
    }
}
