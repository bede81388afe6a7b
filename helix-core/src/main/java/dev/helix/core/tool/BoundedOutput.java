/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import dev.helix.core.json.WellFormed;

/** A buffer that collects the lines of an answer up to a limit. Confined to one thread. */
final class BoundedOutput {
    /** Longest line shown: generated files have lines of megabytes, and no reader needs them. */
    static final int MAX_LINE_CHARS = 2_000;

    private final StringBuilder text = new StringBuilder();
    private final int maxChars;

    BoundedOutput(int maxChars) {
        this.maxChars = maxChars;
    }

    /** Adds a line, cut when it is long; false, with nothing added, when the answer would grow too long. */
    boolean line(String line) {
        String shown = WellFormed.cut(line, MAX_LINE_CHARS);
        if (text.length() + shown.length() + 1 > maxChars) {
            return false;
        }
        text.append(shown).append('\n');
        return true;
    }

    /** Ends the answer with a remark of the tool, which is never cut. */
    String endingWith(String remark) {
        return text + "[" + remark + "]";
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Keeps the head and the tail of a text, two thirds of the room for the tail, where commands say what failed. */
    static String headAndTail(String text, int maxChars) {
        if (text.length() <= maxChars) {
            return text;
        }
        int head = onCodePoint(text, maxChars / 3);
        int tail = onCodePoint(text, text.length() - (maxChars - maxChars / 3));
        return text.substring(0, head) + "\n[... " + (tail - head) + " characters left out ...]\n"
                + text.substring(tail);
    }

    private static int onCodePoint(String text, int index) {
        return index > 0 && Character.isLowSurrogate(text.charAt(index)) ? index + 1 : index;
    }
}
