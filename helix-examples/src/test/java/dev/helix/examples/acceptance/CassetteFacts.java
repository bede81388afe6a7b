/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.helix.examples.delivery.Main;
import dev.helix.testkit.Cassette;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts of what a cassette holds, to compare it with what was done.
 *
 * @param cassette the cassette
 * @param replies how many replies it holds
 * @param calls how many tool calls they hold
 * @param texts what they say
 */
record CassetteFacts(Cassette cassette, int replies, int calls, List<String> texts) {

    /** Reads the cassette of the delivery example. */
    static CassetteFacts ofTheExample() throws IOException {
        try (InputStream in = Main.class.getResourceAsStream("corner-shop.cassette.json")) {
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static CassetteFacts of(String json) throws IOException {
        int replies = 0;
        int calls = 0;
        List<String> texts = new ArrayList<>();
        for (JsonNode conversation : new ObjectMapper().readTree(json).path("conversations")) {
            for (JsonNode reply : conversation.path("replies")) {
                replies++;
                calls += reply.path("calls").size();
                if (reply.has("text")) {
                    texts.add(reply.path("text").asText());
                }
            }
        }
        return new CassetteFacts(Cassette.parse(json), replies, calls, texts);
    }
}
