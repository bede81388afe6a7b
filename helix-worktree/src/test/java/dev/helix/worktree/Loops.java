/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

/** Multiplies the rounds of race tests by the property {@code helix.loops}. */
final class Loops {
    private Loops() {}

    static int of(int rounds) {
        return rounds * Integer.getInteger("helix.loops", 1);
    }
}
