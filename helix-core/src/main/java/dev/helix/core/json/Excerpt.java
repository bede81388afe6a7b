/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

/** Utility methods that shorten text for models, people and logs without breaking a character. Pure functions. */
public final class Excerpt {
    private Excerpt() {}

    /** {@return the beginning of a text, followed by an ellipsis when something was cut} */
    public static String cut(String text, int maxChars) {
        if (text.length() <= maxChars) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
        return text.substring(0, end) + "…";
    }

    /** {@return the first line that is not blank, cut to the limit} */
    public static String firstLine(String text, int maxChars) {
        return cut(text.strip().lines().findFirst().orElse(""), maxChars);
    }

    /**
     * {@return head and tail of a text, with a line between that tells how much was left out} The tail, where commands
     * say what failed, gets two thirds of the room.
     */
    public static String headAndTail(String text, int maxChars) {
        if (text.length() <= maxChars) {
            return text;
        }
        int head = onCodePoint(text, maxChars / 3);
        int tail = onCodePoint(text, text.length() - (maxChars - maxChars / 3));
        return text.substring(0, head) + "\n[... " + (tail - head) + " characters left out ...]\n"
                + text.substring(tail);
    }

    private static int onCodePoint(String text, int index) {
        boolean within = index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index));
        return within ? index + 1 : index;
    }
}
