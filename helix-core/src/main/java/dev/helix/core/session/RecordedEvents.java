/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.session.SessionEvent;
import dev.helix.core.json.ApiJson;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The events of a journal from a position on, read page by page as they are asked for, up to its end as it is then.
 *
 * @param journal the journal
 * @param from the first sequence wanted
 */
public record RecordedEvents(Journal journal, long from) implements Iterable<SessionEvent> {
    private static final int PAGE = 1_000;

    @Override
    public Iterator<SessionEvent> iterator() {
        return new Iterator<>() {
            private List<JournalRecord> page = journal.read(from, PAGE);
            private int next;

            @Override
            public boolean hasNext() {
                if (next == PAGE) {
                    page = journal.read(page.get(PAGE - 1).sequence() + 1, PAGE);
                    next = 0;
                }
                return next < page.size();
            }

            @Override
            public SessionEvent next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the journal of " + journal.session() + " ends here");
                }
                return event(page.get(next++));
            }
        };
    }

    private SessionEvent event(JournalRecord record) {
        try {
            return ApiJson.read(SessionEvent.class, Json.parse(record.json()));
        } catch (JsonSyntaxException | InvalidRequestException unreadable) {
            throw new JournalException(
                    "record " + record.sequence() + " of session " + journal.session()
                            + " cannot be read by this version: " + unreadable.getMessage(),
                    unreadable);
        }
    }
}
