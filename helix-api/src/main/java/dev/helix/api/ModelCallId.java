/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

/**
 * The identity of a model call within its session; repeated attempts of one call share it. Immutable.
 *
 * @param number counted from 1 in the order the model calls of all agents of the session began
 */
public record ModelCallId(long number) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public ModelCallId {
        if (number < 1) {
            throw new IllegalArgumentException("model calls are counted from 1, was " + number);
        }
    }

    @Override
    public String toString() {
        return "model-call-" + number;
    }
}
