/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalRecord;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * One line of a log, as bytes of a buffer. Its fields come in this order:
 *
 * <pre>{@code
 * {"v":1,"n":17,"d":12,"s":"abc","seq":3,"at":"2026-01-01T00:00:00Z","type":"T","record":{...},"_c":"1a2b3c4d"}
 * {"v":1,"n":18,"d":17,"k":"close","_c":"5e6f7a8b"}
 * }</pre>
 *
 * <ul>
 *   <li>{@code n} counts the lines of a log from 1;
 *   <li>{@code d} is the last line that was known to be durable when this one was written;
 *   <li>{@code s}, {@code seq}, {@code at}, {@code type}, {@code record} are a session's record, the last of them as it
 *       was handed in; {@code k} is the kind of a line that is none;
 *   <li>{@code _c} is the CRC-32C of the line before it, its four bytes first, and of all bytes of this line before the
 *       field: no line can be changed, added, removed or moved unnoticed.
 * </ul>
 *
 * <p>What was changed is found out by {@link LineChain}; here only the form is read. Confined to one thread.
 */
final class LogLine {
    static final int VERSION = 1;

    private static final String START = "{\"v\":" + VERSION + ",\"n\":";
    private static final byte[] START_BYTES = START.getBytes(UTF_8);
    private static final byte[] DURABLE = ",\"d\":".getBytes(UTF_8);
    private static final byte[] SESSION = ",\"s\":\"".getBytes(UTF_8);
    private static final byte[] SEQUENCE = "\",\"seq\":".getBytes(UTF_8);
    private static final byte[] KIND = ",\"k\":\"".getBytes(UTF_8);
    private static final byte[] RECORD = ",\"record\":".getBytes(UTF_8);
    private static final String DAMAGED = "damaged";
    private static final byte[] DAMAGED_BYTES = (",\"k\":\"" + DAMAGED + "\",\"next\":").getBytes(UTF_8);
    private static final byte[] CHECKSUM = ",\"_c\":\"".getBytes(UTF_8);
    private static final int CHECKSUM_LENGTH = CHECKSUM.length + 8 + 2;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private int at;
    private long number = -1;
    private long durable = -1;
    private int bodyStart;
    private boolean wellFormed;

    /** Reads the form of the bytes from {@code start} to {@code end}, the line break left out. */
    LogLine(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.at = start;
        this.wellFormed = end - start > CHECKSUM_LENGTH
                && skip(START_BYTES)
                && (number = number()) > 0
                && skip(DURABLE)
                && (durable = number()) >= 0
                && at <= checksumStart()
                && matches(checksumStart(), CHECKSUM)
                && isHex(end - 10, end - 2)
                && bytes[end - 2] == '"'
                && bytes[end - 1] == '}';
        this.bodyStart = at;
    }

    /** {@return whether number, durable and checksum could be read; says nothing of whether they are right} */
    boolean wellFormed() {
        return wellFormed;
    }

    private long number() {
        long value = -1;
        int digits = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && digits < 18) {
            value = Math.max(value, 0) * 10 + bytes[at] - '0';
            at++;
            digits++;
        }
        return value;
    }

    /** {@return the position of the line in its log, counted from 1} */
    long position() {
        return number;
    }

    /** {@return the last line known to be durable when this one was written} */
    long durable() {
        return durable;
    }

    /** Upper case is no other way to write it: a flipped bit makes one of the other. */
    private boolean isHex(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!(bytes[i] >= '0' && bytes[i] <= '9') && !(bytes[i] >= 'a' && bytes[i] <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /** {@return the checksum in the line, anything when there is none in its place} */
    int stated() {
        int value = 0;
        for (int i = Math.max(start, end - 10); i < end - 2; i++) {
            value = (value << 4) | (Character.digit(bytes[i], 16) & 15);
        }
        return value;
    }

    /** {@return the checksum that the line should have after a line with the given one} */
    int computed(int previous) {
        return checksum(previous, bytes, start, Math.max(start, checksumStart()));
    }

    static int checksum(int previous, byte[] bytes, int start, int end) {
        CRC32C crc = new CRC32C();
        for (int shift = 24; shift >= 0; shift -= 8) {
            crc.update(previous >>> shift);
        }
        crc.update(bytes, start, end - start);
        return (int) crc.getValue();
    }

    private int checksumStart() {
        return end - CHECKSUM_LENGTH;
    }

    /** {@return the text between {@code d} and {@code _c}} */
    String body() {
        return new String(bytes, bodyStart, checksumStart() - bodyStart, UTF_8);
    }

    /** {@return the bytes of {@link #body()}} */
    byte[] bodyBytes() {
        return Arrays.copyOfRange(bytes, bodyStart, checksumStart());
    }

    /** {@return the whole line} */
    String text() {
        return new String(bytes, start, end - start, UTF_8);
    }

    boolean isRecord() {
        return matches(bodyStart, SESSION);
    }

    boolean isKind(String kind) {
        byte[] text = kind.getBytes(UTF_8);
        int textEnd = bodyStart + KIND.length + text.length;
        return matches(bodyStart, KIND)
                && matches(textEnd - text.length, text)
                && textEnd < end
                && bytes[textEnd] == '"';
    }

    /** {@return whether it is a record of the session with this id, in UTF-8} */
    boolean isOf(byte[] session) {
        int idEnd = bodyStart + SESSION.length + session.length;
        return isRecord() && matches(idEnd - session.length, session) && matches(idEnd, SEQUENCE);
    }

    /** {@return the session of a record line} */
    SessionId session() {
        int from = bodyStart + SESSION.length;
        int to = from;
        while (to < end && bytes[to] != '"') {
            to++;
        }
        return new SessionId(new String(bytes, from, to - from, UTF_8));
    }

    /** {@return the sequence of a record line} */
    long sequence() {
        at = bodyStart + SESSION.length;
        while (at < end && bytes[at] != '"') {
            at++;
        }
        at += SEQUENCE.length;
        return number();
    }

    /**
     * {@return the record in a record line}
     *
     * @throws IllegalStateException if there is none; a line that belongs to its chain has one
     */
    JournalRecord record() {
        // Only a quoted text could hold the marker before it, and there its quotes would be escaped.
        int marker = bodyStart;
        while (!matches(marker, RECORD)) {
            if (++marker >= end) {
                throw new IllegalStateException("a line without a record");
            }
        }
        try {
            var head = Json.parse("{" + new String(bytes, bodyStart + 1, marker - bodyStart - 1, UTF_8) + "}");
            int from = marker + RECORD.length;
            return JournalRecord.of(
                    head.path("seq").asLong(),
                    Instant.parse(head.path("at").asText()),
                    head.path("type").asText(),
                    new String(bytes, from, checksumStart() - from, UTF_8));
        } catch (JsonSyntaxException | DateTimeException e) {
            throw new IllegalStateException("a line whose checksum is right and whose form is wrong", e);
        }
    }

    /** {@return the next good line after damage that a line of kind {@code damaged} stands for} */
    OptionalLong damagedUntil() {
        if (!isKind(DAMAGED)) {
            return OptionalLong.empty();
        }
        at = bodyStart + DAMAGED_BYTES.length;
        return OptionalLong.of(number());
    }

    /** {@return the body of a line that stands for damage before the next good line} */
    static byte[] damaged(long nextGood) {
        return (",\"k\":\"" + DAMAGED + "\",\"next\":" + nextGood).getBytes(UTF_8);
    }

    /** {@return session and sequence of what may have been a record before it was damaged} */
    Optional<Hint> hint() {
        for (int i = start; i < end - SESSION.length; i++) {
            if (matches(i, SESSION)) {
                bodyStart = i;
                try {
                    long sequence = sequence();
                    return sequence > 0 ? Optional.of(new Hint(session(), sequence)) : Optional.empty();
                } catch (IllegalArgumentException damaged) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** What a damaged line says it was. */
    record Hint(SessionId session, long sequence) {}

    private boolean skip(byte[] text) {
        if (!matches(at, text)) {
            return false;
        }
        at += text.length;
        return true;
    }

    private boolean matches(int from, byte[] text) {
        if (from < 0 || from + text.length > end) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** {@return the body of the line of a record, in UTF-8} */
    static byte[] body(SessionId session, JournalRecord record) {
        return (",\"s\":\"" + session.value() + "\",\"seq\":" + record.sequence() + ",\"at\":\"" + record.at()
                        + "\",\"type\":" + Json.quoted(record.type()) + ",\"record\":" + record.json())
                .getBytes(UTF_8);
    }

    /** {@return the body of a line of another kind, in UTF-8} */
    static byte[] body(String kind, String fields) {
        return (",\"k\":\"" + kind + "\"" + fields).getBytes(UTF_8);
    }

    /**
     * Adds a line to a buffer.
     *
     * @param previous the checksum of the line before it
     * @return the checksum of this one
     */
    static int write(LineBuffer buffer, long number, long durable, byte[] body, int previous) {
        int lineStart = buffer.length();
        buffer.ascii(START).number(number).ascii(",\"d\":").number(durable).bytes(body);
        int checksum = checksum(previous, buffer.array(), lineStart, buffer.length());
        buffer.ascii(",\"_c\":\"").hex(checksum).ascii("\"}\n");
        return checksum;
    }
}
