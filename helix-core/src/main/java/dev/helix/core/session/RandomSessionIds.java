/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.SessionId;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A supplier of session ids of 12 random base32 characters, 60 bits: no two meet in practice. */
public final class RandomSessionIds implements Supplier<SessionId> {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 12;

    private final RandomGenerator random;

    /** Draws from the given source, which must be thread-safe and not guessable. */
    public RandomSessionIds(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public SessionId get() {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new SessionId(id.toString());
    }
}
