/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

/**
 * Utility methods that repair text no encoding can represent: a lone surrogate makes providers refuse a whole
 * conversation for ever.
 */
public final class WellFormed {
    private static final char REPLACEMENT = '\uFFFD';

    private WellFormed() {}

    /**
     * Replaces every lone surrogate by U+FFFD.
     *
     * @return the same instance when there is nothing to repair
     */
    public static String text(String text) {
        int damage = loneSurrogate(text, 0);
        if (damage < 0) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text);
        for (int at = damage; at >= 0; at = loneSurrogate(text, at + 1)) {
            repaired.setCharAt(at, REPLACEMENT);
        }
        return repaired.toString();
    }

    private static int loneSurrogate(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return -1;
    }
}
