/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.Origin;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.projection.TargetProfile;
import dev.helix.core.projection.HistoryProjector;
import dev.helix.llm.wire.JsonText;
import dev.helix.llm.wire.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A locator of exchanges with real providers that others recorded: below the folder named by the system property or
 * environment variable {@code helix.fixtures} (or {@code HELIX_FIXTURES}), in {@code provider-traffic}. They are not
 * part of the project.
 */
public final class RecordedTraffic {
    private static final int LONGEST_RECORDING = 256 << 20;

    private RecordedTraffic() {}

    /** One exchange; the answer is a JSON value, or the text of a stream. */
    public record Exchange(String name, String address, int status, JsonNode request, JsonNode answer, String stream) {
        /** {@return the events of the answer} */
        public List<String> events() {
            if (!answer.isMissingNode() && !answer.isNull()) {
                return List.of(answer.toString());
            }
            return stream.lines()
                    .filter(line -> line.startsWith("data:"))
                    .map(line -> line.substring("data:".length()).strip())
                    .toList();
        }
    }

    private static Path folder() {
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

    /** Reads the HTTP recordings whose address matches. */
    public static List<Exchange> exchanges(Pattern address) {
        List<Exchange> found = new ArrayList<>();
        for (Path file : files(".yaml")) {
            String text = read(file);
            if (!address.matcher(text).find()) {
                continue;
            }
            for (JsonNode interaction : yaml(text).path("interactions")) {
                if (address.matcher(interaction.at("/request/uri").asText()).find()) {
                    found.add(new Exchange(
                            file.getFileName() + "#" + found.size(),
                            interaction.at("/request/uri").asText(),
                            interaction.at("/response/status/code").asInt(),
                            value(interaction.path("request")),
                            interaction.at("/response/parsed_body"),
                            interaction.at("/response/body/string").asText()));
                }
            }
        }
        return found;
    }

    private static JsonNode value(JsonNode request) {
        return request.path("parsed_body").isObject() ? request.path("parsed_body") : request.path("body");
    }

    /** Reads the recorded streams of a folder, one event per line. */
    public static TreeMap<String, List<String>> streams(String folder) {
        TreeMap<String, List<String>> streams = new TreeMap<>();
        for (Path file : files(".chunks.txt")) {
            if (file.getParent().getFileName().toString().equals(folder)) {
                streams.put(
                        file.getFileName().toString(),
                        read(file).lines().filter(line -> !line.isBlank()).toList());
            }
        }
        return streams;
    }

    /** Reads the recorded whole answers of a folder. */
    public static TreeMap<String, List<String>> answers(String folder) {
        TreeMap<String, List<String>> answers = new TreeMap<>();
        for (Path file : files(".json")) {
            if (file.getParent().getFileName().toString().equals(folder)) {
                answers.put(file.getFileName().toString(), List.of(read(file)));
            }
        }
        return answers;
    }

    /** Decodes events as an engine does. */
    public static ModelReply decode(WireProtocol protocol, String model, List<String> events) throws IOException {
        Origin origin = new Origin("recorded", protocol.family(), model);
        ModelRequest request =
                ModelRequest.builder().messages(List.of(UserMessage.of("hi"))).build();
        TargetProfile profile = protocol.profile(origin, request);
        EngineCall call = new EngineCall(request, HistoryProjector.of(profile).project(request), profile);
        ReplyDecoder decoder = protocol.decoder(call, ModelListener.NONE);
        for (String event : events) {
            boolean end = event.equals("[DONE]");
            decoder.accept(end ? JsonValue.MISSING : JsonText.parse(event));
        }
        if (!decoder.isComplete()) {
            throw new IOException("not complete");
        }
        return decoder.reply();
    }

    private static JsonNode yaml(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_RECORDING);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        Object loaded = new Yaml(new SafeConstructor(options)).load(text);
        return WireJson.JSON.valueToTree(loaded);
    }

    private static List<Path> files(String suffix) {
        try (Stream<Path> all = Files.walk(folder())) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
