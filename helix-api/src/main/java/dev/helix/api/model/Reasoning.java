/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How much a model thinks before it answers: not at all, by effort, or within a budget of tokens. Immutable.
 *
 * <p>An engine asks its model in the form that the request has; before that, a session translates it into the form that
 * the catalogue of models names.
 */
public final class Reasoning extends NamedParts {
    private static final Reasoning OFF = new Reasoning(null, 0);
    private static final int LITTLE = 4_096;
    private static final int SOME = 16_384;
    private static final int MUCH = 32_768;

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

    /** Creates a setting by effort. */
    public static Reasoning effort(Effort effort) {
        return new Reasoning(requireNonNull(effort, "effort"), 0);
    }

    /**
     * Creates a setting by budget.
     *
     * @param budgetTokens the most tokens to think with, at least 1
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

    /** {@return whether the model is asked not to think} */
    public boolean isOff() {
        return effort == null && budgetTokens == 0;
    }

    /** {@return the effort, or the one that comes nearest to the budget; the lowest when thinking is off} */
    public Effort nearestEffort() {
        if (effort != null) {
            return effort;
        }
        if (budgetTokens <= LITTLE) {
            return isOff() ? Effort.MINIMAL : Effort.LOW;
        }
        return budgetTokens <= SOME ? Effort.MEDIUM : budgetTokens <= MUCH ? Effort.HIGH : Effort.MAX;
    }

    /** {@return the budget in tokens, or the one that comes nearest to the effort; 0 when thinking is off} */
    public int nearestBudget() {
        if (effort == null) {
            return budgetTokens;
        }
        return switch (effort) {
            case MINIMAL -> LITTLE / 8;
            case LOW -> LITTLE;
            case MEDIUM -> LITTLE * 2;
            case HIGH -> SOME;
            case MAX -> MUCH;
        };
    }

    @Override
    public String toString() {
        return effort != null ? "effort " + effort : budgetTokens == 0 ? "off" : budgetTokens + " tokens";
    }
}
