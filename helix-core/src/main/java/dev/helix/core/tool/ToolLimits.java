/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import java.time.Duration;

/**
 * Limits on what the built-in tools read, search and answer. Immutable.
 *
 * @param maxOutputChars longest answer of one call in characters, notes about what was cut not counted, at least 200
 * @param maxFileBytes largest file that is read, written or searched, at least 1
 * @param maxEntries most files one search looks at, at least 1
 * @param maxMatches most lines or paths one search answers with, at least 1
 * @param searchTime longest time one search may take, positive
 */
public record ToolLimits(int maxOutputChars, int maxFileBytes, int maxEntries, int maxMatches, Duration searchTime) {
    /** 30,000 characters of answer, 4 MiB per file, 50,000 files and 200 matches per search, 10 s per search. */
    public static final ToolLimits DEFAULTS =
            new ToolLimits(30_000, 4 * 1024 * 1024, 50_000, 200, Duration.ofSeconds(10));

    /**
     * Checks the bounds.
     *
     * @throws InvalidRequestException if a bound is not positive, or output is cut below 200 characters
     */
    public ToolLimits {
        requireNonNull(searchTime, "searchTime");
        if (maxOutputChars < 200 || maxFileBytes < 1 || maxEntries < 1 || maxMatches < 1) {
            throw new InvalidRequestException("tool limits must be positive and maxOutputChars at least 200, got "
                    + maxOutputChars + " characters, " + maxFileBytes + " bytes, " + maxEntries + " entries, "
                    + maxMatches + " matches");
        }
        if (searchTime.isNegative() || searchTime.isZero()) {
            throw new InvalidRequestException("searchTime must be positive, was " + searchTime);
        }
    }

    /**
     * Changes the longest answer.
     *
     * @param chars at least 200
     * @return a changed copy
     * @throws InvalidRequestException if the bound is out of range
     */
    public ToolLimits maxOutputChars(int chars) {
        return new ToolLimits(chars, maxFileBytes, maxEntries, maxMatches, searchTime);
    }
}
