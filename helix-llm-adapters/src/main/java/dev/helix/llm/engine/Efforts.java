/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import dev.helix.api.model.Reasoning;
import dev.helix.api.model.Reasoning.Effort;

/** Utility methods that translate between the ways in which reasoning is asked for. */
public final class Efforts {
    private static final int LITTLE = 4_096;
    private static final int SOME = 16_384;
    private static final int MUCH = 32_768;

    private Efforts() {}

    /**
     * Tells whether reasoning is switched off.
     *
     * @param reasoning what the session asks for
     * @return whether the model should not reason
     */
    public static boolean isOff(Reasoning reasoning) {
        return reasoning.effort().isEmpty() && reasoning.budgetTokens().isEmpty();
    }

    /**
     * Translates into an effort, for models without budgets.
     *
     * @param reasoning what the session asks for, not off
     * @return the effort, or the one that comes near the budget
     */
    public static Effort of(Reasoning reasoning) {
        return reasoning.effort().orElseGet(() -> {
            int budget = reasoning.budgetTokens().orElse(0);
            return budget <= LITTLE
                    ? Effort.LOW
                    : budget <= SOME ? Effort.MEDIUM : budget <= MUCH ? Effort.HIGH : Effort.MAX;
        });
    }

    /**
     * Translates into a budget, for models without efforts.
     *
     * @param reasoning what the session asks for, not off
     * @return the budget in tokens, or the one that comes near the effort
     */
    public static int budget(Reasoning reasoning) {
        return reasoning
                .budgetTokens()
                .orElseGet(() -> switch (reasoning.effort().orElse(Effort.MEDIUM)) {
                    case MINIMAL -> 512;
                    case LOW -> LITTLE;
                    case MEDIUM -> LITTLE * 2;
                    case HIGH -> SOME;
                    case MAX -> MUCH;
                });
    }
}
