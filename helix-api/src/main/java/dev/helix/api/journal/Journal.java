/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

import java.util.List;

/**
 * A journal that keeps the records of one session for good, in order. Implemented by hosts or by the library;
 * thread-safe.
 */
public interface Journal extends AutoCloseable {
    /**
     * Adds a record at the end.
     *
     * @param record its sequence follows the last one
     * @throws JournalException if it could not be written
     */
    void append(JournalRecord record);

    /**
     * Blocks until everything appended so far would survive a crash of the machine.
     *
     * @throws JournalException if that cannot be promised
     */
    void force();

    /**
     * Reads all records.
     *
     * @return in order
     * @throws JournalException if the journal cannot be read or is damaged
     */
    List<JournalRecord> read();

    /** Forces and releases the journal. Idempotent. */
    @Override
    void close();
}
