/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.helix.api.model.ModelException;
import dev.helix.llm.http.HttpAnswer;
import dev.helix.llm.wire.EventStreamParser;
import dev.helix.llm.wire.JsonText;
import dev.helix.llm.wire.JsonValue;
import dev.helix.llm.wire.LineParser;
import dev.helix.llm.wire.StreamParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader of the body of an answer: events as they come, or a whole reply. Confined to one thread.
 *
 * <p>What the body is shows in its first characters; gateways lose or change its content type.
 *
 * <p>Failure. Once the decoder has a complete reply, nothing that happens to the rest of the answer takes it away: it
 * was paid for.
 */
final class AnswerReader {
    /** The largest known events carry a fetched document. */
    private static final int LONGEST_EVENT = 16 << 20;

    private static final int LONGEST_REFUSAL = 64 << 10;
    private static final String DONE = "[DONE]";
    private static final byte[] END = new byte[0];
    /** As much as tells an event stream from a page: the longest field name with its colon. */
    private static final int TELLING = "event:".length();

    private static final Pattern EVENT_STREAM = Pattern.compile("(data|event|id|retry)?:.*", Pattern.DOTALL);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);
    private static final int PROXY_WANTS_PASSWORD = 407;

    private final HttpAnswer answer;
    private final WireProtocol protocol;
    private final ReplyDecoder decoder;
    private final ErrorMapping failures;
    private final JsonText json = new JsonText();

    AnswerReader(HttpAnswer answer, WireProtocol protocol, ReplyDecoder decoder, ErrorMapping failures) {
        this.answer = answer;
        this.protocol = protocol;
        this.decoder = decoder;
        this.failures = failures;
    }

    /**
     * Reads a success into the decoder.
     *
     * @throws IOException if the answer ends early or cannot be read
     * @throws ModelException if it is an error after all
     */
    void read() throws IOException, InterruptedException {
        try {
            readBody();
        } catch (IOException e) {
            if (!decoder.isComplete()) {
                throw e;
            }
        }
        answer.finish();
    }

    private void readBody() throws IOException, InterruptedException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        boolean ended = false;
        while (!ended && start(head).length() < TELLING) {
            byte[] chunk = answer.read();
            head.writeBytes(chunk);
            ended = chunk.length == 0;
        }
        String start = start(head);
        String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        boolean isJson = start.startsWith("{") || start.startsWith("[");
        if (isJson && protocol.framing() == WireProtocol.Framing.LINES) {
            events(new LineParser(LONGEST_EVENT), head.toByteArray(), ended);
        } else if (isJson) {
            whole(head, type, ended);
        } else if (type.contains("event-stream") || EVENT_STREAM.matcher(start).matches()) {
            events(new EventStreamParser(LONGEST_EVENT), head.toByteArray(), ended);
        } else {
            throw failures.notTheProtocol(type, protocol.family());
        }
    }

    private static String start(ByteArrayOutputStream head) {
        String text = head.toString(StandardCharsets.UTF_8);
        return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).stripLeading();
    }

    private void events(StreamParser stream, byte[] head, boolean headIsAll) throws IOException, InterruptedException {
        byte[] chunk = head;
        while (chunk.length > 0) {
            stream.feed(chunk, this::take);
            if (decoder.hasEnded()) {
                return;
            }
            chunk = headIsAll ? END : answer.read();
        }
        try {
            stream.end(this::take);
        } catch (JsonProcessingException cut) {
            throw new IOException("the stream ended within an event", cut);
        }
        if (!decoder.isComplete()) {
            throw new IOException("the stream ended before the message did");
        }
    }

    /** What follows the end of the reply is no part of it: some gateways add a line that is no JSON. */
    private void take(byte[] bytes, int from, int to) throws IOException {
        int start = from;
        while (start < to && Character.isWhitespace(bytes[start])) {
            start++;
        }
        if (start < to && !decoder.hasEnded()) {
            boolean end = bytes[start] == '[' && isDone(bytes, start, to);
            take(end ? JsonValue.MISSING : json.read(bytes, start, to));
        }
    }

    private static boolean isDone(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8)
                .strip()
                .equals(DONE);
    }

    private void take(JsonValue event) throws IOException {
        if (!protocol.errors().isError(event)) {
            decoder.accept(event);
        } else if (!decoder.isComplete()) {
            throw failures.ofEvent(WireJson.tree(event));
        }
    }

    private void whole(ByteArrayOutputStream body, String contentType, boolean ended)
            throws IOException, InterruptedException {
        byte[] chunk = ended ? END : answer.read();
        while (chunk.length > 0) {
            body.writeBytes(chunk);
            chunk = answer.read();
        }
        JsonValue reply = json.read(body.toByteArray(), 0, body.size());
        if (reply.isArray()) {
            // Some servers send the events of a stream as one array.
            for (JsonValue event : reply) {
                take(event);
            }
        } else {
            take(reply);
        }
        if (!decoder.isComplete()) {
            throw failures.notTheProtocol(contentType, protocol.family());
        }
    }

    /** Reads the text of a refusal, as much of it as is worth showing and arrives. */
    static String refusal(HttpAnswer answer) throws InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            // What a proxy says never arrives where it was asked for a tunnel.
            byte[] chunk = answer.status() == PROXY_WANTS_PASSWORD ? END : answer.read();
            while (chunk.length > 0 && body.size() < LONGEST_REFUSAL) {
                body.writeBytes(chunk);
                chunk = answer.read();
            }
            answer.finish();
        } catch (IOException e) {
            // The status says enough.
            LOG.debug("the text of a refusal broke off", e);
        }
        return body.toString(StandardCharsets.UTF_8);
    }
}
