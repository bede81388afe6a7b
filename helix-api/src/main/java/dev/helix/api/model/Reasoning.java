/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How much a model thinks before it answers: not at all, by effort, or within a budget of tokens. Immutable. */
public final class Reasoning extends NamedParts {
    private static final Reasoning OFF = new Reasoning(null, 0);

    private final @Nullable Effort effort;
    private final int budgetTokens;

    /** An effort; a provider with fewer steps takes the nearest of its own. */
    public enum Effort {
        /** As little as the model can do with. */
        MINIMAL,
        /** Little. */
        LOW,
        /** Some. */
        MEDIUM,
        /** Much. */
        HIGH,
        /** As much as the model is able to. */
        MAX
    }

    private Reasoning(@Nullable Effort effort, int budgetTokens) {
        super("effort, budgetTokens", Optional.ofNullable(effort), budgetTokens);
        this.effort = effort;
        this.budgetTokens = budgetTokens;
    }

    /** {@return no thinking} */
    public static Reasoning off() {
        return OFF;
    }

    /**
     * Creates a setting by effort.
     *
     * @param effort how much
     * @return the setting
     */
    public static Reasoning effort(Effort effort) {
        return new Reasoning(requireNonNull(effort, "effort"), 0);
    }

    /**
     * Creates a setting by budget.
     *
     * @param budgetTokens the most tokens to think with, at least 1
     * @return the setting
     * @throws IllegalArgumentException if the budget is below 1
     */
    public static Reasoning budget(int budgetTokens) {
        if (budgetTokens < 1) {
            throw new IllegalArgumentException("budgetTokens must be at least 1, was " + budgetTokens);
        }
        return new Reasoning(null, budgetTokens);
    }

    /** {@return the effort, empty when thinking is off or has a budget} */
    public Optional<Effort> effort() {
        return Optional.ofNullable(effort);
    }

    /** {@return the most tokens to think with, empty when thinking is off or has an effort} */
    public OptionalInt budgetTokens() {
        return budgetTokens == 0 ? OptionalInt.empty() : OptionalInt.of(budgetTokens);
    }

    @Override
    public String toString() {
        return effort != null ? "effort " + effort : budgetTokens == 0 ? "off" : budgetTokens + " tokens";
    }
}
