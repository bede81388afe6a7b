/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;

/** The token counts of model calls as the provider reported them. Immutable; adds up with {@link #plus}. */
public final class Usage extends NamedParts {
    /** No tokens at all. */
    public static final Usage NONE = builder().build();

    private final long inputTokens;
    private final long outputTokens;
    private final long cacheReadTokens;
    private final long cacheWriteTokens;

    private Usage(Builder builder) {
        super(
                "inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens",
                builder.inputTokens,
                builder.outputTokens,
                builder.cacheReadTokens,
                builder.cacheWriteTokens);
        this.inputTokens = atLeastZero("inputTokens", builder.inputTokens);
        this.outputTokens = atLeastZero("outputTokens", builder.outputTokens);
        this.cacheReadTokens = atLeastZero("cacheReadTokens", builder.cacheReadTokens);
        this.cacheWriteTokens = atLeastZero("cacheWriteTokens", builder.cacheWriteTokens);
    }

    private static long atLeastZero(String name, long tokens) {
        if (tokens < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, was " + tokens);
        }
        return tokens;
    }

    /**
     * Creates counts without a cache.
     *
     * @param inputTokens at least 0
     * @param outputTokens at least 0
     * @throws IllegalArgumentException if a count is negative
     */
    public static Usage of(long inputTokens, long outputTokens) {
        return builder().inputTokens(inputTokens).outputTokens(outputTokens).build();
    }

    /** {@return a builder that holds zero everywhere} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds these counts} */
    public Builder toBuilder() {
        return builder()
                .inputTokens(inputTokens)
                .outputTokens(outputTokens)
                .cacheReadTokens(cacheReadTokens)
                .cacheWriteTokens(cacheWriteTokens);
    }

    /** {@return the prompt tokens that were neither read from nor written to a cache, at least 0} */
    public long inputTokens() {
        return inputTokens;
    }

    /** {@return the generated tokens, thinking included, at least 0} */
    public long outputTokens() {
        return outputTokens;
    }

    /** {@return the prompt tokens read from a cache, at least 0} */
    public long cacheReadTokens() {
        return cacheReadTokens;
    }

    /** {@return the prompt tokens written to a cache, at least 0} */
    public long cacheWriteTokens() {
        return cacheWriteTokens;
    }

    /** {@return the sums of these and other counts} */
    public Usage plus(Usage other) {
        return builder()
                .inputTokens(inputTokens + requireNonNull(other, "other").inputTokens)
                .outputTokens(outputTokens + other.outputTokens)
                .cacheReadTokens(cacheReadTokens + other.cacheReadTokens)
                .cacheWriteTokens(cacheWriteTokens + other.cacheWriteTokens)
                .build();
    }

    /** {@return the sum of all counts, at least 0} */
    public long total() {
        return inputTokens + outputTokens + cacheReadTokens + cacheWriteTokens;
    }

    /**
     * A builder of {@link Usage}. Confined to one thread; reusable after {@link #build()}.
     *
     * <ul>
     *   <li>every count: 0
     * </ul>
     */
    public static final class Builder {
        private long inputTokens;
        private long outputTokens;
        private long cacheReadTokens;
        private long cacheWriteTokens;

        private Builder() {}

        /** Sets {@link Usage#inputTokens()}. */
        public Builder inputTokens(long inputTokens) {
            this.inputTokens = inputTokens;
            return this;
        }

        /** Sets {@link Usage#outputTokens()}. */
        public Builder outputTokens(long outputTokens) {
            this.outputTokens = outputTokens;
            return this;
        }

        /** Sets {@link Usage#cacheReadTokens()}. */
        public Builder cacheReadTokens(long cacheReadTokens) {
            this.cacheReadTokens = cacheReadTokens;
            return this;
        }

        /** Sets {@link Usage#cacheWriteTokens()}. */
        public Builder cacheWriteTokens(long cacheWriteTokens) {
            this.cacheWriteTokens = cacheWriteTokens;
            return this;
        }

        /**
         * Creates the counts.
         *
         * @throws IllegalArgumentException if a count is negative
         */
        public Usage build() {
            return new Usage(this);
        }
    }
}
