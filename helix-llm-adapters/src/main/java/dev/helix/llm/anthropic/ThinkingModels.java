/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import dev.helix.api.model.Reasoning;
import java.util.regex.Pattern;

/** What is known of how models are told to think. Names nobody knows are treated like the older models. */
final class ThinkingModels {
    /** Think as much as an effort says; those before them refuse one, and think within a budget. */
    private static final Pattern BY_EFFORT =
            Pattern.compile("claude-((opus|sonnet|haiku)-(4-([6-9]|1\\d)(?!\\d)|[5-9])|fable|mythos).*");
    /** Take a budget all the same. */
    private static final Pattern BY_BUDGET_TOO = Pattern.compile("claude-(opus|sonnet|haiku)-4-6(?!\\d).*");
    /** Refuse to have their thinking switched off. */
    private static final Pattern ALWAYS = Pattern.compile("claude-(fable|mythos).*");

    private ThinkingModels() {}

    /** {@return whether a model is told an effort, and not a budget} */
    static boolean thinkByEffort(String model, Reasoning reasoning) {
        boolean asked =
                reasoning.effort().isPresent() || !BY_BUDGET_TOO.matcher(model).matches();
        return asked && BY_EFFORT.matcher(model).matches();
    }

    static boolean alwaysThink(String model) {
        return ALWAYS.matcher(model).matches();
    }
}
