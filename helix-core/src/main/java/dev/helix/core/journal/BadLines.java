/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.SessionId;
import java.util.HashMap;
import java.util.Map;

/**
 * Lines next to each other in a segment that do not belong there. Immutable.
 *
 * @param position where in the file they begin
 * @param bytes how long they are, 0 when lines are missing
 * @param linesBefore how many lines of the log come before them
 * @param firstLost the position in the log of the first line that is missing for them
 * @param nextGood the position in the log of the next good line, {@link #NONE} when none follows
 * @param hints the highest sequence of each session that they seem to have held
 */
record BadLines(
        Segment segment,
        long position,
        long bytes,
        long linesBefore,
        long firstLost,
        long nextGood,
        Map<SessionId, Long> hints) {
    static final long NONE = Long.MAX_VALUE;

    /** {@return these with one more line} */
    BadLines with(LogLine line, long length) {
        Map<SessionId, Long> more = new HashMap<>(hints);
        line.hint().ifPresent(hint -> more.merge(hint.session(), hint.sequence(), Math::max));
        return new BadLines(segment, position, bytes + length, linesBefore, firstLost, nextGood, more);
    }

    /** {@return these, followed by a good line} */
    BadLines until(long good) {
        return new BadLines(segment, position, bytes, linesBefore, firstLost, good, hints);
    }

    boolean isOpen() {
        return nextGood == NONE;
    }

    /** {@return how many lines are missing} */
    long lost() {
        return nextGood - firstLost;
    }

    boolean covers(long at) {
        return at >= position && at < position + bytes;
    }
}
