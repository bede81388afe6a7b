/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
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

    CliLimits withIdle(Duration limit) {
        return new CliLimits(positive(limit), total, lineBytes, outputBytes);
    }

    CliLimits withTotal(Duration limit) {
        return new CliLimits(idle, positive(limit), lineBytes, outputBytes);
    }

    private static Duration positive(Duration limit) {
        if (requireNonNull(limit, "limit").isNegative() || limit.isZero()) {
            throw new InvalidRequestException("a limit of " + limit + " lets nothing run; it must be positive");
        }
        return limit;
    }
}
