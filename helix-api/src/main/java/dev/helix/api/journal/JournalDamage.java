/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

import dev.helix.api.NamedParts;
import java.util.List;

/** A place in a journal whose content is not what was written there. Immutable. */
public final class JournalDamage extends NamedParts {
    private final String place;
    private final long bytes;
    private final List<JournalGap> gaps;

    private JournalDamage(String place, long bytes, List<JournalGap> gaps) {
        super("place, bytes, gaps", place, bytes, gaps);
        this.place = place;
        this.bytes = bytes;
        this.gaps = List.copyOf(gaps);
    }

    /**
     * Creates a description of damage.
     *
     * @param place where it is and where its bytes were copied to, for people
     * @param bytes how many bytes are not what they should be
     * @param gaps the records that are missing for it
     */
    public static JournalDamage of(String place, long bytes, List<JournalGap> gaps) {
        return new JournalDamage(place, bytes, gaps);
    }

    /** {@return where it is and where its bytes were copied to, for people} */
    public String place() {
        return place;
    }

    /** {@return how many bytes are not what they should be; 0 when lines are missing} */
    public long bytes() {
        return bytes;
    }

    /** {@return the records that are missing for it, by session; empty when none was hit} */
    public List<JournalGap> gaps() {
        return gaps;
    }
}
