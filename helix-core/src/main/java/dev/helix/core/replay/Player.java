/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

/** A player that finds the reply to a request. Thread-safe. */
interface Player {
    /**
     * Finds the reply.
     *
     * @throws CassetteMismatchException if there is none
     */
    ScriptedReply find(RequestKey asked);

    static Player of(Cassette cassette) {
        return cassette.kind() == Cassette.Kind.AUTHORED ? new ScriptPlayer(cassette) : new RecordedPlayer(cassette);
    }
}
