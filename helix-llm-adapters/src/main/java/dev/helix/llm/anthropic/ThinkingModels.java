/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import java.util.regex.Pattern;

/** What is known of how models are told to think. Names nobody knows are treated like the older models. */
final class ThinkingModels {
    /** Refuse a budget; they think as much as the effort says. */
    private static final Pattern ADAPTIVE =
            Pattern.compile("claude-(opus-(4-([7-9]|1\\d)(?!\\d)|[5-9])|fable|mythos).*");
    /** Refuse to have their thinking switched off. */
    private static final Pattern ALWAYS = Pattern.compile("claude-(fable|mythos).*");

    private ThinkingModels() {}

    static boolean areAdaptive(String model) {
        return ADAPTIVE.matcher(model).matches();
    }

    static boolean alwaysThink(String model) {
        return ALWAYS.matcher(model).matches();
    }
}
