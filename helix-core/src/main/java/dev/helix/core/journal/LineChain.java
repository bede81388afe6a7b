/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The rule by which lines belong to a log: each is checked with the checksum of the one before. Pure; confined to one
 * thread.
 *
 * <p>After a line that does not belong, the chain is taken up again at the first line that follows one of the checksums
 * that the bad lines state, or should have stated. So one damaged line costs itself only, whichever of its bits it was.
 */
final class LineChain {
    /** How many bad lines back a good one is looked for; a swap needs two. */
    private static final int CANDIDATES = 8;

    private final Deque<Integer> candidates = new ArrayDeque<>();
    private int last;
    private int seed;
    private long next;
    private boolean sparse;

    /** Begins a chain after a line with this checksum, at a position. */
    LineChain(int last, long next) {
        restart(last, next, false);
    }

    /**
     * Begins anew.
     *
     * @param mayLeaveOut whether positions may be left out, as in a segment from which a session was deleted
     */
    void restart(int checksum, long nextPosition, boolean mayLeaveOut) {
        this.last = checksum;
        this.next = nextPosition;
        this.sparse = mayLeaveOut;
        this.candidates.clear();
    }

    /** {@return whether the line belongs to the log at this place; then it is its last} */
    boolean accept(LogLine line) {
        boolean placed = line.wellFormed() && line.durable() < line.position() && follows(line.position());
        if (placed && (follows(line, last) || followsBadLine(line))) {
            restart(line.stated(), line.position() + 1, sparse);
            return true;
        }
        candidates.addFirst(line.stated());
        if (candidates.size() == 1) {
            candidates.addFirst(line.computed(last));
        }
        while (candidates.size() > CANDIDATES) {
            candidates.removeLast();
        }
        return false;
    }

    private boolean follows(long position) {
        boolean mayJump = sparse || !candidates.isEmpty();
        return mayJump ? position >= next : position == next;
    }

    private boolean follows(LogLine line, int checksum) {
        seed = checksum;
        return line.computed(checksum) == line.stated();
    }

    private boolean followsBadLine(LogLine line) {
        for (int candidate : candidates) {
            if (follows(line, candidate)) {
                return true;
            }
        }
        return false;
    }

    /** {@return the checksum of the last line that belongs} */
    int last() {
        return last;
    }

    /** {@return the checksum that the last line that belongs was checked with} */
    int seed() {
        return seed;
    }

    /** {@return the position of the line that comes next} */
    long next() {
        return next;
    }
}
