/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.projection;

import static java.util.Objects.requireNonNull;

/**
 * The form of a call id or a tool name. Immutable.
 *
 * @param punctuation the characters allowed besides ASCII letters and digits, for example {@code _-}
 * @param letterFirst whether the first character has to be a letter or an underscore
 * @param minLength at least 1
 * @param maxLength at least {@code minLength}, and at least 9 to leave room for unique names
 */
public record NameRule(String punctuation, boolean letterFirst, int minLength, int maxLength) {
    private static final int SHORTEST_LIMIT = 9;

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if a length is below 1, or the longest is below the shortest or 9
     */
    public NameRule {
        requireNonNull(punctuation, "punctuation");
        if (minLength < 1 || maxLength < Math.max(SHORTEST_LIMIT, minLength)) {
            throw new IllegalArgumentException("lengths of a name must be at least 1 and " + SHORTEST_LIMIT
                    + ", the longest not below the shortest, were " + minLength + " and " + maxLength);
        }
    }

    /** Creates a rule of letters, digits, underscores and hyphens, {@code maxLength} of them at most, at least 9. */
    public static NameRule upTo(int maxLength) {
        return new NameRule("_-", false, 1, maxLength);
    }

    /** {@return whether a name has the form} */
    public boolean accepts(String name) {
        requireNonNull(name, "name");
        if (name.length() < minLength || name.length() > maxLength) {
            return false;
        }
        if (letterFirst && !isLetter(name.charAt(0)) && name.charAt(0) != '_') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (!allows(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether a character may stand in a name} */
    public boolean allows(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || punctuation.indexOf(c) >= 0;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
