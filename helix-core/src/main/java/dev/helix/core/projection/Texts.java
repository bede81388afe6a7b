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
        boolean surrogates = false;
        boolean nul = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            surrogates |= Character.isSurrogate(c);
            nul |= c == 0;
        }
        String repaired = surrogates ? WellFormed.text(text) : text;
        return nul ? repaired.replace('\0', REPLACEMENT) : repaired;
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
