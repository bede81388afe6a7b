/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalRecord;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * The text of one line of a journal file.
 *
 * <pre>{@code
 * {"v":1,"format":"helix-journal","session":"abc"}                                    the first line
 * {"seq":1,"at":"2026-01-01T00:00:00Z","type":"TurnStarted","record":{...}}           every other line
 * }</pre>
 *
 * <p>{@code record} holds the text of the record byte for byte and comes last, so that it is found without parsing it.
 */
final class JournalLine {
    private static final int VERSION = 1;
    private static final String RECORD = ",\"record\":";

    private JournalLine() {}

    static String header(SessionId session) {
        return "{\"v\":" + VERSION + ",\"format\":\"helix-journal\",\"session\":\"" + session.value() + "\"}";
    }

    /**
     * Checks the first line.
     *
     * @throws MalformedLineException if it is none, of another version or of another session
     */
    static void checkHeader(String line, SessionId session) throws MalformedLineException {
        if (!line.equals(header(session))) {
            throw new MalformedLineException("expected the header " + header(session), null);
        }
    }

    static String of(JournalRecord record) {
        return "{\"seq\":" + record.sequence() + ",\"at\":\"" + record.at() + "\",\"type\":"
                + Json.quoted(record.type()) + RECORD + record.json() + "}";
    }

    /**
     * Reads a line.
     *
     * @param line the text without its line break
     * @param expectedSequence the position it must have
     * @throws MalformedLineException if it is not the line that belongs here
     */
    static JournalRecord parse(String line, long expectedSequence) throws MalformedLineException {
        // The type is the only text before it that could hold the marker, and there its quotes would be escaped.
        int marker = line.indexOf(RECORD);
        if (marker < 0 || !line.endsWith("}")) {
            throw new MalformedLineException("it holds no record", null);
        }
        String json = line.substring(marker + RECORD.length(), line.length() - 1);
        try {
            var head = Json.parse(line.substring(0, marker) + "}");
            if (head.path("seq").asLong() != expectedSequence) {
                throw new MalformedLineException(
                        "it is record " + head.path("seq") + " where " + expectedSequence + " belongs", null);
            }
            Json.validate(json);
            return JournalRecord.of(
                    expectedSequence,
                    Instant.parse(head.path("at").asText()),
                    head.path("type").asText(),
                    json);
        } catch (JsonSyntaxException | DateTimeException e) {
            throw new MalformedLineException("it is no valid JSON record", e);
        }
    }
}
