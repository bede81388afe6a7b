/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.HelixHome;
import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalStore;
import dev.helix.core.journal.SegmentJournals;
import dev.helix.examples.delivery.Main;
import dev.helix.testkit.server.FakeAnthropic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The delivery example's command line, run to its end inside this JVM against a server on the loopback.
 *
 * @param status what the process would have ended with
 * @param output everything it printed
 * @param report where the delivery as JSON should be
 */
record DeliveryScript(int status, String output, Path report) {

    static DeliveryScript run(URI server, Path report, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--model", "anthropic:some-model", "--report", report.toString()));
        Map<String, String> environment =
                Map.of("ANTHROPIC_BASE_URL", server.toString(), "ANTHROPIC_API_KEY", "sk-of-a-test");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int status = Main.run(all.toArray(String[]::new), environment, out, InputStream.nullInputStream());
        return new DeliveryScript(status, bytes.toString(StandardCharsets.UTF_8), report);
    }

    static DeliveryScript run(FakeAnthropic server, Path report, String... arguments) {
        return run(server.baseUrl(), report, arguments);
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(report.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(output, e);
        }
    }

    /** {@return the records of the task's journal, each with its type} */
    List<JsonNode> journal(Path home) throws IOException {
        SessionId session = new SessionId(json().at("/delivery/session").asText());
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> records = new ArrayList<>();
        try (JournalStore store = SegmentJournals.in(HelixHome.at(home));
                Journal journal = store.open(session)) {
            for (JournalRecord record : journal.read(1, 10_000)) {
                ObjectNode line = mapper.createObjectNode().put("type", record.type());
                records.add(line.set("record", mapper.readTree(record.json())));
            }
        }
        return records;
    }
}
