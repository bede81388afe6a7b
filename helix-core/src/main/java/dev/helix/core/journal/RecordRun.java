/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import java.util.Arrays;

/**
 * A run of records of one session without a gap in a segment, and where some of them are found: one in {@value #STEP}.
 * Guarded by its owner.
 */
final class RecordRun {
    private static final int STEP = 64;

    private final long first;
    private long last;
    private long[] positions = new long[1];
    private int[] checksums = new int[1];
    private int points;

    RecordRun(long first) {
        this.first = first;
        this.last = first - 1;
    }

    private RecordRun(RecordRun other) {
        this.first = other.first;
        this.last = other.last;
        this.positions = Arrays.copyOf(other.positions, other.points);
        this.checksums = Arrays.copyOf(other.checksums, other.points);
        this.points = other.points;
    }

    /** Adds the next record, with its position and the checksum before it. */
    void add(long position, int checksum) {
        if ((last + 1 - first) % STEP == 0) {
            if (points == positions.length) {
                positions = Arrays.copyOf(positions, points * 2);
                checksums = Arrays.copyOf(checksums, points * 2);
            }
            positions[points] = position;
            checksums[points] = checksum;
            points++;
        }
        last++;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /** {@return where to begin to look for a record of the run} */
    Point before(long sequence) {
        int point = (int) ((Math.max(sequence, first) - first) / STEP);
        return new Point(positions[point], checksums[point]);
    }

    RecordRun copy() {
        return new RecordRun(this);
    }

    /** A line's position, and the checksum of the line before it. */
    record Point(long position, int checksum) {}
}
