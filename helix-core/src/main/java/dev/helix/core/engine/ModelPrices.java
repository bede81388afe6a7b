/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import dev.helix.api.model.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a model's tokens cost, in US dollars per million. Immutable.
 *
 * <p>A provider's list price at a date: discounts, taxes, surcharges for long prompts and later changes are not in it.
 */
public final class ModelPrices extends NamedParts {
    private static final int DIGITS_OF_A_MILLION = 6;

    private final BigDecimal input;
    private final BigDecimal output;
    private final Optional<BigDecimal> cacheRead;
    private final Optional<BigDecimal> cacheWrite;
    private final String source;
    private final Optional<LocalDate> asOf;

    private ModelPrices(Builder builder) {
        super(
                "input, output, cacheRead, cacheWrite, source, asOf",
                builder.input,
                builder.output,
                builder.cacheRead,
                builder.cacheWrite,
                builder.source,
                builder.asOf);
        this.input = builder.input;
        this.output = builder.output;
        this.cacheRead = builder.cacheRead;
        this.cacheWrite = builder.cacheWrite;
        this.source = builder.source;
        this.asOf = builder.asOf;
    }

    /**
     * Starts prices.
     *
     * @param input of prompt tokens that touch no cache, at least 0
     * @param output of generated tokens, at least 0
     * @return a builder that holds the defaults, confined to one thread
     * @throws IllegalArgumentException if a price is negative
     */
    public static Builder builder(BigDecimal input, BigDecimal output) {
        return new Builder(notNegative("input", input), notNegative("output", output));
    }

    /** {@return the price of prompt tokens that were neither read from nor written to a cache} */
    public BigDecimal input() {
        return input;
    }

    /** {@return the price of generated tokens, thinking included} */
    public BigDecimal output() {
        return output;
    }

    /** {@return the price of prompt tokens read from a cache, empty when it is not known} */
    public Optional<BigDecimal> cacheRead() {
        return cacheRead;
    }

    /** {@return the price of prompt tokens written to a cache, empty when it is not known} */
    public Optional<BigDecimal> cacheWrite() {
        return cacheWrite;
    }

    /** {@return where the figures come from} */
    public String source() {
        return source;
    }

    /** {@return the day on which the source had them, empty when nobody said} */
    public Optional<LocalDate> asOf() {
        return asOf;
    }

    /** {@return what tokens cost in US dollars, exact; empty when there are some whose price is not known} */
    public Optional<BigDecimal> cost(Usage usage) {
        Optional<BigDecimal> reads = part(requireNonNull(usage, "usage").cacheReadTokens(), cacheRead);
        Optional<BigDecimal> writes = part(usage.cacheWriteTokens(), cacheWrite);
        if (reads.isEmpty() || writes.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal perMillion = input.multiply(BigDecimal.valueOf(usage.inputTokens()))
                .add(output.multiply(BigDecimal.valueOf(usage.outputTokens())))
                .add(reads.get())
                .add(writes.get());
        return Optional.of(perMillion.movePointLeft(DIGITS_OF_A_MILLION));
    }

    private static Optional<BigDecimal> part(long tokens, Optional<BigDecimal> price) {
        return tokens == 0
                ? Optional.of(BigDecimal.ZERO)
                : price.map(each -> each.multiply(BigDecimal.valueOf(tokens)));
    }

    private static BigDecimal notNegative(String name, BigDecimal price) {
        if (requireNonNull(price, name).signum() < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, was " + price);
        }
        return price;
    }

    /**
     * A builder of prices. Confined to one thread.
     *
     * <ul>
     *   <li>{@code cacheRead}, {@code cacheWrite}: not known
     *   <li>{@code source}: the host
     *   <li>{@code asOf}: not said
     * </ul>
     */
    public static final class Builder {
        private final BigDecimal input;
        private final BigDecimal output;
        private Optional<BigDecimal> cacheRead = Optional.empty();
        private Optional<BigDecimal> cacheWrite = Optional.empty();
        private String source = "the host";
        private Optional<LocalDate> asOf = Optional.empty();

        private Builder(BigDecimal input, BigDecimal output) {
            this.input = input;
            this.output = output;
        }

        /** Sets {@link ModelPrices#cacheRead()}, at least 0. */
        public Builder cacheRead(BigDecimal cacheRead) {
            this.cacheRead = Optional.of(notNegative("cacheRead", cacheRead));
            return this;
        }

        /** Sets {@link ModelPrices#cacheWrite()}, at least 0. */
        public Builder cacheWrite(BigDecimal cacheWrite) {
            this.cacheWrite = Optional.of(notNegative("cacheWrite", cacheWrite));
            return this;
        }

        /** Sets {@link ModelPrices#source()}. */
        public Builder source(String source) {
            this.source = requireNonNull(source, "source");
            return this;
        }

        /** Sets {@link ModelPrices#asOf()}. */
        public Builder asOf(LocalDate asOf) {
            this.asOf = Optional.of(requireNonNull(asOf, "asOf"));
            return this;
        }

        /** {@return the prices} */
        public ModelPrices build() {
            return new ModelPrices(this);
        }
    }
}
