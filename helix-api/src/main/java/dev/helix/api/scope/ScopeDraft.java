/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;

/** What was understood of a request whose scope is not clear, and the sentences that leave it open. Immutable. */
public final class ScopeDraft {
    private final ScopeBaseline read;
    private final List<Unclear> unclear;

    private ScopeDraft(ScopeBaseline read, List<Unclear> unclear) {
        this.read = Objects.requireNonNull(read, "read");
        this.unclear = List.copyOf(unclear);
    }

    /**
     * A sentence that seems to confine the work and cannot be read as a rule. Immutable.
     *
     * @param sentence its words, cut when very long
     * @param line the line of the request it starts on, counted from 1
     * @param why what makes it unclear, one phrase for people
     */
    public record Unclear(String sentence, int line, String why) {
        /** Refuses null. */
        public Unclear {
            requireNonNull(sentence, "sentence");
            requireNonNull(why, "why");
        }
    }

    /**
     * Makes a draft.
     *
     * @param read the baseline as it would be without the sentences in question
     * @param unclear those sentences, at least one, in the order of the text
     * @throws IllegalArgumentException if there are none
     */
    public static ScopeDraft of(ScopeBaseline read, List<Unclear> unclear) {
        if (requireNonNull(unclear, "unclear").isEmpty()) {
            throw new IllegalArgumentException(
                    "a draft has at least one unclear sentence; without one, lock the scope");
        }
        return new ScopeDraft(read, unclear);
    }

    /** {@return the baseline as it would be without the sentences in question; never locked as it stands} */
    public ScopeBaseline read() {
        return read;
    }

    /** {@return the sentences in question, at least one, in the order of the text} */
    public List<Unclear> unclear() {
        return unclear;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScopeDraft draft && draft.read.equals(read) && draft.unclear.equals(unclear);
    }

    @Override
    public int hashCode() {
        return Objects.hash(read, unclear);
    }

    /** {@return the draft on one line} */
    @Override
    public String toString() {
        return "ScopeDraft[" + read + ", " + unclear + "]";
    }
}
