/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import dev.helix.core.json.Excerpt;

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
        String shown = Excerpt.cut(line, MAX_LINE_CHARS);
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
}
