/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

/** Utility methods that shorten text for models and logs without breaking a character. Pure functions. */
public final class Excerpt {
    private Excerpt() {}

    /** Keeps head and tail of a text that is longer than the limit and says how much was left out. */
    public static String headAndTail(String text, int limitCharacters) {
        if (text.length() <= limitCharacters) {
            return text;
        }
        int half = limitCharacters / 2;
        int headEnd = half > 0 && Character.isHighSurrogate(text.charAt(half - 1)) ? half - 1 : half;
        int tailStart = text.length() - half;
        if (tailStart < text.length() && Character.isLowSurrogate(text.charAt(tailStart))) {
            tailStart++;
        }
        return text.substring(0, headEnd) + "\n[... " + (tailStart - headEnd) + " characters left out ...]\n"
                + text.substring(tailStart);
    }

    /** {@return the first line, cut to the limit} */
    public static String firstLine(String text, int limitCharacters) {
        String line = text.strip().lines().findFirst().orElse("");
        if (line.length() <= limitCharacters) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(limitCharacters - 1)) ? limitCharacters - 1 : limitCharacters;
        return line.substring(0, end) + "…";
    }
}
