/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import java.time.Duration;

/**
 * Limits on one run of a program. Immutable.
 *
 * @param idle the longest silence
 * @param total the longest run
 * @param lineBytes the longest line of output
 * @param outputBytes all its output
 */
record CliLimits(Duration idle, Duration total, int lineBytes, long outputBytes) {
    /** Lines carry whole tool results; the largest seen were below one megabyte. */
    static final CliLimits DEFAULT =
            new CliLimits(Duration.ofMinutes(5), Duration.ofHours(1), 8 * 1024 * 1024, 128L * 1024 * 1024);
}
