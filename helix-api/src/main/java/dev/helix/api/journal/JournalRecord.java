/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One durable line of a session. Immutable.
 *
 * @param sequence position in the journal, counted from 1 without gaps
 * @param at when it happened
 * @param type what kind of record it is
 * @param json the record as one line of JSON text, without a line break
 */
public record JournalRecord(long sequence, Instant at, String type, String json) {
    /** Refuses null. */
    public JournalRecord {
        requireNonNull(at, "at");
        requireNonNull(type, "type");
        requireNonNull(json, "json");
    }
}
