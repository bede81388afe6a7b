/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

/**
 * The identity of an agent's turn within its session. Immutable.
 *
 * @param number counted from 1 in the order the turns of all agents of the session began
 */
public record TurnId(long number) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public TurnId {
        if (number < 1) {
            throw new IllegalArgumentException("turns are counted from 1, was " + number);
        }
    }

    @Override
    public String toString() {
        return "turn-" + number;
    }
}
