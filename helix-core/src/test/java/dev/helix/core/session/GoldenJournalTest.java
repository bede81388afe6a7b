/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.UnknownEvent;
import dev.helix.core.json.ApiJson;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Journals as earlier formats wrote them are read for ever. A file here is never changed; a new format gets a file of its
 * own. Each holds one session and an event of every kind there was.
 */
class GoldenJournalTest {
    @ParameterizedTest
    @ValueSource(strings = {"v1"})
    void everyEventOfAnEarlierFormatIsKnown(String version) throws Exception {
        for (String line : lines(version + ".jsonl")) {
            assertThat(event(line).body()).isNotInstanceOf(UnknownEvent.class);
            assertThat(Json.parse(ApiJson.write(event(line)))).isEqualTo(Json.parse(line));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1"})
    void theEventsOfAnEarlierFormatAddUpToTheSameState(String version) throws Exception {
        SessionState state = new SessionState();
        for (String line : lines(version + ".jsonl")) {
            state.apply(event(line));
        }

        assertThat(text(state)).isEqualTo(String.join("\n", lines(version + ".state.txt")));
    }

    private static String text(SessionState state) {
        StringBuilder text = new StringBuilder();
        text.append("session ").append(state.session()).append("\ncreated ").append(state.created());
        text.append("\nturns ").append(state.turns()).append(", model calls ").append(state.modelCalls());
        text.append("\nbinding ").append(state.binding()).append(" for ").append(state.boundFor());
        text.append("\nlast merge ").append(state.lastMerge().map(SessionEvent::sequence));
        state.agents().entrySet().stream()
                .sorted((a, b) -> a.getKey().toString().compareTo(b.getKey().toString()))
                .forEach(agent -> {
                    AgentState known = agent.getValue();
                    text.append("\nagent ")
                            .append(agent.getKey())
                            .append(" open ")
                            .append(known.openTurn());
                    text.append(" of turn ")
                            .append(known.ofTurn())
                            .append(" answering ")
                            .append(known.answering());
                    known.messages().forEach(message -> text.append("\n  ").append(message));
                });
        state.requested()
                .forEach(turn -> text.append("\nrequest ")
                        .append(turn.turn())
                        .append(" -> ")
                        .append(turn.reply()));
        return text.toString().replaceAll("[^\\n\\x20-\\x7e]", "?");
    }

    private static SessionEvent event(String line) throws JsonSyntaxException {
        return ApiJson.read(SessionEvent.class, Json.parse(line));
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = GoldenJournalTest.class.getResourceAsStream("golden/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
