/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalRecord;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import dev.helix.core.json.WellFormed;

/** The rules on which record may follow, the same for every kind of journal. */
final class AppendRules {
    private AppendRules() {}

    /**
     * Checks a record.
     *
     * @throws JournalException if its sequence does not follow, or it is larger than what can be read back
     * @throws IllegalArgumentException if its JSON text spans lines, or has a lone surrogate, which no encoding can keep
     */
    static void check(SessionId session, JournalRecord record, long lastSequence) {
        checkContent(session, record);
        checkSequence(session, record, lastSequence);
    }

    static void checkSequence(SessionId session, JournalRecord record, long lastSequence) {
        if (record.sequence() != lastSequence + 1) {
            throw new JournalException(
                    "record " + record.sequence() + " cannot follow record " + lastSequence
                            + " in the journal of session " + session + "; the next one is " + (lastSequence + 1),
                    null);
        }
    }

    static void checkContent(SessionId session, JournalRecord record) {
        // Only so long a record can hold what the reader refuses: a shorter one need not be parsed.
        if (record.json().length() > Json.MAX_TEXT_CHARS) {
            requireReadable(session, record);
        }
        if (record.json().indexOf('\n') >= 0 || record.json().indexOf('\r') >= 0) {
            throw new IllegalArgumentException("the JSON text of record " + record.sequence() + " must be one line");
        }
        if (!WellFormed.text(record.json()).equals(record.json())) {
            throw new IllegalArgumentException(
                    "the JSON text of record " + record.sequence() + " has a lone surrogate; write it as \\ud800");
        }
    }

    private static void requireReadable(SessionId session, JournalRecord record) {
        try {
            Json.validate(record.json());
        } catch (JsonSyntaxException tooLarge) {
            throw new JournalException(
                    "record " + record.sequence() + " of session " + session + " has "
                            + record.json().length()
                            + " characters, more than a journal can be read with (" + Json.MAX_TEXT_CHARS
                            + " in one text); it was not added",
                    tooLarge);
        }
    }

    static void checkPage(long fromSequence, int limit) {
        if (fromSequence < 1 || limit < 1) {
            throw new IllegalArgumentException(
                    "records are read from 1 on, at least one of them; was " + limit + " from " + fromSequence);
        }
    }

    static JournalException closed(SessionId session) {
        return new JournalException("the journal of session " + session + " was closed; open it again", null);
    }
}
