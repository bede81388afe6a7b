/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

/**
 * The token counts of model calls as the provider reported them. Immutable; adds up with {@link #plus}.
 *
 * @param inputTokens prompt tokens that were neither read from nor written to a cache, at least 0
 * @param outputTokens generated tokens, thinking included, at least 0
 * @param cacheReadTokens prompt tokens read from a cache, at least 0
 * @param cacheWriteTokens prompt tokens written to a cache, at least 0
 */
public record Usage(long inputTokens, long outputTokens, long cacheReadTokens, long cacheWriteTokens) {
    /** Nothing used. */
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    /**
     * Checks that no count is negative.
     *
     * @param inputTokens at least 0
     * @param outputTokens at least 0
     * @param cacheReadTokens at least 0
     * @param cacheWriteTokens at least 0
     */
    public Usage {
        if (inputTokens < 0 || outputTokens < 0 || cacheReadTokens < 0 || cacheWriteTokens < 0) {
            throw new IllegalArgumentException("token counts must be at least 0");
        }
    }

    /**
     * Adds another count.
     *
     * @param other what to add
     * @return the sums
     */
    public Usage plus(Usage other) {
        return new Usage(
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                cacheReadTokens + other.cacheReadTokens,
                cacheWriteTokens + other.cacheWriteTokens);
    }

    /** {@return all tokens of all kinds, the sum, at least 0} */
    public long total() {
        return inputTokens + outputTokens + cacheReadTokens + cacheWriteTokens;
    }
}
