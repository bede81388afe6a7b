/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

/**
 * One rule of {@link PathRules}, ready to decide.
 *
 * @param text the rule as it is shown
 * @param pattern the path it names, without the slash that marks a directory
 */
record PathRule(String text, PathPattern pattern) {
    static PathRule of(String text) {
        return new PathRule(text, PathPattern.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text));
    }

    /** {@return whether the rule names the path or, unless it marks a directory, what lies below} */
    boolean covers(String path) {
        return pattern.matchesParentOf(path) || (!text.endsWith("/") && pattern.matches(path));
    }

    @Override
    public String toString() {
        return text;
    }
}
