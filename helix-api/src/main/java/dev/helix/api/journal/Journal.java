/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

import dev.helix.api.SessionId;
import java.util.List;

/**
 * A journal that keeps the records of one session for good, in order. Implemented by hosts or by the library;
 * thread-safe.
 *
 * <p>A record is durable once {@link #awaitDurable} returned for its position. After a crash a journal holds every
 * durable record, perhaps some that were appended after them, and nothing else. An interrupt of a calling thread harms
 * nothing: no method throws because of it, and the flag stays set.
 */
public interface Journal extends AutoCloseable {
    /** {@return the session whose records these are} */
    SessionId session();

    /** {@return what makes the opener the only owner of the session; held until the journal is closed} */
    Lease lease();

    /** {@return the sequence of the last record, 0 when there is none} */
    long lastSequence();

    /**
     * Adds a record at the end, without waiting until it is durable. Records become durable in the order they were
     * appended.
     *
     * @param record its sequence follows {@link #lastSequence()}
     * @return where it stands, to be passed to {@link #awaitDurable}
     * @throws IllegalArgumentException if the JSON text spans lines
     * @throws JournalException if its sequence does not follow, or it is too large to be read back; it was not added
     *     then
     * @throws JournalWriteException if there is no room for it; it was not added
     */
    JournalPosition append(JournalRecord record);

    /**
     * Blocks until a record, and all that were appended before it, would survive a crash of the machine.
     *
     * @param position what {@link #append} returned
     * @throws JournalWriteException if the records could not be written; they are kept in order, and the next call tries
     *     again
     * @throws JournalException if nobody can tell what is durable any more; every later call fails, close the journal
     */
    void awaitDurable(JournalPosition position);

    /**
     * Reads a page of records, those included that are not durable yet. Works after the journal was closed, too, until
     * its store is.
     *
     * @param fromSequence the first sequence wanted, at least 1
     * @param limit at most so many, at least 1
     * @return oldest first; fewer than the limit only at the end. A jump in the sequences is one of the gaps of
     *     {@link #recovery()}
     * @throws JournalException if the journal cannot be read or was damaged after it was opened
     */
    List<JournalRecord> read(long fromSequence, int limit);

    /** {@return what opening the journal had to cut off or set aside} */
    JournalRecovery recovery();

    /**
     * Makes everything durable and releases the journal and its lease. Idempotent.
     *
     * @throws JournalException if the last records could not be made durable; the journal is released all the same
     */
    @Override
    void close();
}
