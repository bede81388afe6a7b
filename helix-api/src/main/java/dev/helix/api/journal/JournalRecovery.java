/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

import dev.helix.api.NamedParts;
import java.util.List;

/**
 * A report on what a journal had lost when it was opened. Immutable.
 *
 * <p>The tail that a crash left unfinished is cut off: it held nothing that was known to be durable. Damage before that is
 * set aside, named, and read past; nothing is skipped in silence.
 */
public final class JournalRecovery extends NamedParts {
    private static final JournalRecovery CLEAN = new JournalRecovery(0, 0, List.of());

    private final long cutBytes;
    private final long cutLines;
    private final List<JournalDamage> damages;

    private JournalRecovery(long cutBytes, long cutLines, List<JournalDamage> damages) {
        super("cutBytes, cutLines, damages", cutBytes, cutLines, damages);
        this.cutBytes = cutBytes;
        this.cutLines = cutLines;
        this.damages = List.copyOf(damages);
    }

    /** {@return the report on a journal that lost nothing} */
    public static JournalRecovery clean() {
        return CLEAN;
    }

    /**
     * Creates a report.
     *
     * @param cutBytes the length of the unfinished tail, 0 for none
     * @param cutLines the lines in it, a torn one included
     * @param damages what was set aside, in the order it stood in the journal
     */
    public static JournalRecovery of(long cutBytes, long cutLines, List<JournalDamage> damages) {
        return new JournalRecovery(cutBytes, cutLines, damages);
    }

    /** {@return the length of the unfinished tail that was cut off, in bytes} */
    public long cutBytes() {
        return cutBytes;
    }

    /** {@return how many lines, or whatever the store keeps records in, were cut off} */
    public long cutLines() {
        return cutLines;
    }

    /** {@return what was damaged before that, in the order it stood in the journal} */
    public List<JournalDamage> damages() {
        return damages;
    }

    /** {@return whether nothing was cut off and nothing was damaged} */
    public boolean isClean() {
        return cutBytes == 0 && cutLines == 0 && damages.isEmpty();
    }
}
