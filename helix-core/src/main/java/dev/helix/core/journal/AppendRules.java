/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalRecord;

/** The rules on which record may follow, the same for every kind of journal. */
final class AppendRules {
    private AppendRules() {}

    /**
     * Checks a record against the end of the journal.
     *
     * @throws JournalException if its sequence does not follow
     * @throws IllegalArgumentException if its JSON text spans lines
     */
    static void check(SessionId session, JournalRecord record, long lastSequence) {
        if (record.sequence() != lastSequence + 1) {
            throw new JournalException(
                    "record " + record.sequence() + " cannot follow record " + lastSequence
                            + " in the journal of session " + session + "; the next one is " + (lastSequence + 1),
                    null);
        }
        if (record.json().indexOf('\n') >= 0 || record.json().indexOf('\r') >= 0) {
            throw new IllegalArgumentException("the JSON text of record " + record.sequence() + " must be one line");
        }
    }

    static JournalException closed(SessionId session) {
        return new JournalException("the journal of session " + session + " was closed; open it again", null);
    }
}
