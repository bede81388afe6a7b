/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.core.json.WellFormed;

/** Utility methods for text that models refuse. */
final class Texts {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int NEXT_LINE = 0x85;
    private static final int SURROGATES = Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1;

    private Texts() {}

    /** {@return the text without lone surrogates and NUL, the same instance when there are none} */
    static String clean(String text) {
        return isClean(text) ? text : WellFormed.text(text).replace('\0', REPLACEMENT);
    }

    /** {@return whether there is neither NUL nor any surrogate, alone or not} */
    private static boolean isClean(String text) {
        // Without branches, since every character of a conversation passes here before every call: the first term is
        // negative for NUL, the second for surrogates.
        int signs = 0;
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            signs |= (c - 1) | ((c ^ Character.MIN_SURROGATE) - SURROGATES);
        }
        return signs >= 0;
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
