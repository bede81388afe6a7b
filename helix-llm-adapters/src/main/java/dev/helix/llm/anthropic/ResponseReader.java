/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.Origin;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.llm.http.HttpAnswer;
import dev.helix.llm.sse.EventStreamParser;
import dev.helix.llm.sse.ServerSentEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A reader of the body of an answer: events as they come, or a whole message. Confined to one thread. */
final class ResponseReader {
    /** The largest known events carry a fetched document. */
    private static final int LONGEST_EVENT = 16 << 20;

    private static final int LONGEST_REFUSAL = 64 << 10;
    /** Ends an event whose own blank line was lost with the end of the stream. */
    private static final byte[] BLANK_LINE = "\n\n".getBytes(StandardCharsets.UTF_8);

    private final HttpAnswer answer;
    private final ErrorMapping failures;

    ResponseReader(HttpAnswer answer, ErrorMapping failures) {
        this.answer = answer;
        this.failures = failures;
    }

    /**
     * Reads a success.
     *
     * @throws IOException if the answer ends early or cannot be read
     * @throws ModelException if it is an error after all
     */
    ModelReply reply(Origin origin, ModelListener listener) throws IOException, InterruptedException {
        ReplyAssembler assembler = new ReplyAssembler(origin, listener);
        String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (type.contains("event-stream")) {
            stream(assembler);
        } else {
            whole(assembler, type);
        }
        answer.finish();
        return assembler.reply();
    }

    private void stream(ReplyAssembler assembler) throws IOException, InterruptedException {
        EventStreamParser parser = new EventStreamParser(LONGEST_EVENT);
        while (!assembler.isComplete()) {
            byte[] chunk = answer.read();
            if (chunk.length == 0) {
                end(parser, assembler);
                return;
            }
            take(parser.feed(chunk), assembler);
        }
    }

    /** Ends the stream; the last event counts without its blank line, unless it was cut. */
    private void end(EventStreamParser parser, ReplyAssembler assembler) throws IOException {
        try {
            take(parser.feed(BLANK_LINE), assembler);
        } catch (JsonProcessingException cut) {
            throw new IOException("the stream ended within an event", cut);
        }
        if (!assembler.isComplete()) {
            throw new IOException("the stream ended before the message did");
        }
    }

    /** Takes events up to the end of the message: some gateways add a line after it that is no JSON. */
    private void take(List<ServerSentEvent> events, ReplyAssembler assembler) throws IOException {
        for (ServerSentEvent event : events) {
            if (assembler.isComplete()) {
                return;
            }
            take(event, assembler);
        }
    }

    private void take(ServerSentEvent event, ReplyAssembler assembler) throws IOException {
        JsonNode data = Protocol.JSON.readTree(event.data());
        if (isError(data) || event.name().equals("error")) {
            throw failures.ofEvent(data);
        }
        assembler.accept(event.data(), data);
    }

    private void whole(ReplyAssembler assembler, String contentType) throws IOException, InterruptedException {
        String body = text(Integer.MAX_VALUE);
        if (!body.stripLeading().startsWith("{")) {
            throw failures.notTheProtocol(contentType);
        }
        JsonNode message = Protocol.JSON.readTree(body);
        if (isError(message)) {
            throw failures.ofEvent(message);
        }
        if (!message.path("content").isArray()) {
            throw failures.notTheProtocol(contentType);
        }
        assembler.acceptWhole(body, message);
    }

    private static boolean isError(JsonNode data) {
        return Protocol.text(data, "type").equals("error");
    }

    /** Reads the text of a refusal, as much of it as is worth showing. */
    String refusal() throws IOException, InterruptedException {
        String text = text(LONGEST_REFUSAL);
        answer.finish();
        return text;
    }

    private String text(int limit) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = answer.read();
        while (chunk.length > 0 && body.size() < limit) {
            body.writeBytes(chunk);
            chunk = answer.read();
        }
        return body.toString(StandardCharsets.UTF_8);
    }
}
