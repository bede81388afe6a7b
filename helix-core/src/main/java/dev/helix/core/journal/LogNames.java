/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** The names of the directories of logs and sessions. Utility class. */
final class LogNames {
    private static final Pattern LOG = Pattern.compile("[a-z2-7]{8}");
    private static final Pattern SESSION = Pattern.compile("[a-z2-7]{1,16}");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private LogNames() {}

    static boolean isName(String name) {
        return LOG.matcher(name).matches();
    }

    static boolean isSession(String name) {
        return SESSION.matcher(name).matches();
    }

    /** {@return a new name, 40 random bits} */
    static String draw() {
        SecureRandom random = new SecureRandom();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
