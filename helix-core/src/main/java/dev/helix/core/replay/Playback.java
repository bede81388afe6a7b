/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.model.ModelException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The state that all engines that play one cassette share. Thread-safe. */
final class Playback {
    private final Cassette cassette;
    private final RunNames names;
    private final Player player;
    private final RendezvousPoints gates;
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    Playback(Cassette cassette, RunNames names, RendezvousPoints gates) {
        this.cassette = cassette;
        this.names = names;
        this.player = Player.of(cassette);
        this.gates = gates;
    }

    Cassette cassette() {
        return cassette;
    }

    RunNames names() {
        return names;
    }

    /**
     * Finds the reply and lets happen what comes before it.
     *
     * @throws ModelException if the cassette does not match, asks for a failure, or a hold expires
     */
    ScriptedReply next(RequestKey asked) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the reply was played");
        }
        ScriptedReply reply = player.find(asked);
        if (reply.hold().isPresent()) {
            gates.await(reply.hold().get(), asked.identity());
        }
        if (reply.failure().isPresent()) {
            Failure failure = reply.failure().get();
            if (failure.strikes(attempts.merge(asked.identity(), 1, Integer::sum))) {
                throw failure.exception();
            }
        }
        return reply;
    }
}
