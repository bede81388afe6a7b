/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.llm.engine.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A locator of exchanges with the real provider that others recorded: below the folder named by the system property
 * or environment variable {@code helix.fixtures} (or {@code HELIX_FIXTURES}), in {@code provider-traffic}. They are
 * not part of the project.
 */
final class RecordedTraffic {
    private static final int LONGEST_RECORDING = 256 << 20;

    private RecordedTraffic() {}

    /** One exchange; the answer is a JSON message, or the text of an event stream. */
    record Exchange(String name, int status, JsonNode request, JsonNode message, String stream) {}

    static Path folder() {
        String root = System.getProperty("helix.fixtures", System.getenv("HELIX_FIXTURES"));
        String reason = "recorded provider traffic is not checked: -Dhelix.fixtures (now " + root
                + ") names no folder with provider-traffic";
        boolean found = root != null && Files.isDirectory(Path.of(root, "provider-traffic"));
        if (!found) {
            System.out.println(reason);
        }
        assumeTrue(found, reason);
        return Path.of(root, "provider-traffic");
    }

    /** Reads the HTTP recordings in which somebody talks to the messages resource. */
    static List<Exchange> exchanges() {
        return files(".yaml").flatMap(RecordedTraffic::exchanges).toList();
    }

    /** Reads the recorded event streams, by file name and number. */
    static Map<String, String> streams() {
        Map<String, String> streams = new TreeMap<>();
        files(".chunks.txt")
                .filter(RecordedTraffic::ofAnthropic)
                .forEach(file -> asStreams(file)
                        .forEach(stream -> streams.put(file.getFileName() + "#" + streams.size(), stream)));
        return streams;
    }

    /** Reads the recorded whole messages, by file name. */
    static Map<String, String> messages() {
        Map<String, String> messages = new TreeMap<>();
        files(".json").filter(RecordedTraffic::ofAnthropic).forEach(file -> {
            try {
                messages.put(file.getFileName().toString(), Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return messages;
    }

    private static boolean ofAnthropic(Path file) {
        return file.getParent().getFileName().toString().equals("streams-anthropic");
    }

    private static Stream<Path> files(String suffix) {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder())) {
            all.filter(file -> file.toString().endsWith(suffix)).sorted().forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream();
    }

    private static Stream<Exchange> exchanges(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_RECORDING);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        JsonNode recording;
        try {
            String text = Files.readString(file);
            if (!text.contains("/v1/messages")) {
                return Stream.empty();
            }
            Object loaded = new Yaml(new SafeConstructor(options)).load(text);
            recording = WireJson.JSON.valueToTree(loaded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Exchange> found = new ArrayList<>();
        for (JsonNode interaction : recording.path("interactions")) {
            String uri = interaction.at("/request/uri").asText();
            if (uri.matches("https://api\\.anthropic\\.com/v1/messages(\\?.*)?")) {
                found.add(exchange(file.getFileName() + "#" + found.size(), interaction));
            }
        }
        return found.stream();
    }

    private static Exchange exchange(String name, JsonNode interaction) {
        return new Exchange(
                name,
                interaction.at("/response/status/code").asInt(),
                interaction.at("/request/parsed_body"),
                interaction.at("/response/parsed_body"),
                interaction.at("/response/body/string").asText());
    }

    /** The events of a chunks file as they would have been sent: one stream per message, padded as real ones are. */
    private static List<String> asStreams(Path chunks) {
        List<String> streams = new ArrayList<>();
        StringBuilder stream = new StringBuilder();
        try {
            for (String line : Files.readAllLines(chunks)) {
                String type = WireJson.JSON.readTree(line).path("type").asText();
                if (!type.isEmpty()) {
                    stream.append("event: " + type + "\r\ndata: " + line + "   \r\n\r\n");
                }
                if (type.equals("message_stop")) {
                    streams.add(stream.toString());
                    stream.setLength(0);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return streams;
    }
}
