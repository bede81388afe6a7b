/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.core.json.WellFormed;

/** Utility methods for text that models refuse. */
final class Texts {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int NEXT_LINE = 0x85;

    private Texts() {}

    /** {@return the text without lone surrogates and NUL, the same instance when there are none} */
    static String clean(String text) {
        String repaired = hasSurrogates(text) ? WellFormed.text(text) : text;
        return repaired.indexOf('\0') < 0 ? repaired : repaired.replace('\0', REPLACEMENT);
    }

    /** Every character passes here before every call; this loop alone the JVM leaves out for text of single bytes. */
    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether nothing visible is in it, no-break spaces included: models call that empty} */
    static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** {@return the text without white space at its end, the same instance when there is none} */
    static String withoutTrailingSpace(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }
}
