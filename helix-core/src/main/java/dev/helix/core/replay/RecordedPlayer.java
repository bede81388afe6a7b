/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A player of a recorded cassette, which finds the exchange by the digest of the conversation. */
final class RecordedPlayer implements Player {
    private final Cassette cassette;
    private final Map<String, List<Exchange>> exchanges = new HashMap<>();
    private final Map<String, Integer> played = new ConcurrentHashMap<>();

    RecordedPlayer(Cassette cassette) {
        this.cassette = cassette;
        for (Exchange exchange : cassette.exchanges()) {
            exchanges
                    .computeIfAbsent(exchange.digest(), digest -> new ArrayList<>())
                    .add(exchange);
        }
    }

    @Override
    public ScriptedReply find(RequestKey asked) {
        List<Exchange> found = exchanges.get(asked.digest());
        if (found == null) {
            throw mismatch(asked);
        }
        // The same conversation may have been answered several times; the last answer then goes on for ever.
        int turn = played.merge(asked.digest(), 1, Integer::sum);
        Exchange exchange = found.get(Math.min(turn, found.size()) - 1);
        return ScriptedReply.plain("the recorded reply " + (exchange.position() + 1), exchange.reply());
    }

    private CassetteMismatchException mismatch(RequestKey asked) {
        List<Exchange> samePosition = cassette.exchanges().stream()
                .filter(exchange -> exchange.position() == asked.position())
                .toList();
        Optional<Exchange> nearest = SpellingSuggestion.to(
                asked.last(), samePosition.isEmpty() ? cassette.exchanges() : samePosition, Exchange::last);
        return new CassetteMismatchException(cassette + " has no recorded reply for this conversation at position "
                + asked.position() + ", whose last message is: " + asked.last()
                + nearest.map(exchange -> ". The nearest one ended, at position " + exchange.position() + ", with: "
                                + exchange.last())
                        .orElse(". It is empty")
                + ". Name what differs with ReplayEngines.with, add a capture, or record again");
    }
}
