/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

import dev.helix.api.NamedParts;
import java.time.Instant;

/** A durable record of a session. Immutable. */
public final class JournalRecord extends NamedParts {
    private final long sequence;
    private final Instant at;
    private final String type;
    private final String json;

    private JournalRecord(long sequence, Instant at, String type, String json) {
        super("sequence, at, type, json", sequence, at, type, json);
        this.sequence = sequence;
        this.at = at;
        this.type = type;
        this.json = json;
    }

    /**
     * Creates a record.
     *
     * @param sequence the position in the session, at least 1
     * @param at when it happened
     * @param type what kind of record it is
     * @param json one JSON value, without a line break
     * @throws IllegalArgumentException if the sequence is less than 1
     */
    public static JournalRecord of(long sequence, Instant at, String type, String json) {
        if (sequence < 1) {
            throw new IllegalArgumentException("records are counted from 1, was " + sequence);
        }
        return new JournalRecord(sequence, at, type, json);
    }

    /** {@return the position in the session, counted from 1 without gaps} */
    public long sequence() {
        return sequence;
    }

    /** {@return when it happened} */
    public Instant at() {
        return at;
    }

    /** {@return what kind of record it is} */
    public String type() {
        return type;
    }

    /** {@return the record as one line of JSON text, kept character for character} */
    public String json() {
        return json;
    }
}
