/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.testkit.server.FakeRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests of what a provider of the recorded conversation receives before and after visits elsewhere. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WayBackTest {
    private static final String HAIKU = "claude-haiku-4-5";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatAModelGotBeforeVisitsElsewhereIsTheBeginningOfWhatItGetsAfterThem(@TempDir Path folder) throws Exception {
        List<ObjectNode> requests = requestsToHaiku(folder);

        assertThat(requests)
                .as("two before, one as a fallback, one after the way back")
                .hasSize(4);
        for (int i = 1; i < requests.size(); i++) {
            List<String> before = messages(requests.get(i - 1));
            List<String> after = messages(requests.get(i));
            assertThat(after).hasSizeGreaterThan(before.size());
            assertThat(after.subList(0, before.size())).isEqualTo(before);
            for (String member : List.of("system", "tools", "thinking", "max_tokens")) {
                assertThat(requests.get(i).path(member))
                        .isEqualTo(requests.get(0).path(member));
            }
        }
    }

    /** Plays the conversation as {@code models --model} does, with providers whose requests can be looked at. */
    private static List<ObjectNode> requestsToHaiku(Path folder) throws Exception {
        Files.writeString(folder.resolve("orders.txt"), Main.resource("orders.txt"));
        String model = "anthropic:" + HAIKU;
        String home = folder.resolve("home").toString();
        String[] args = {"--model", model, "--fallback", model, "--dir", folder.toString(), "--home", home};
        byte[] lines = Main.resource("conversation.txt").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        try (RecordedProviders providers = RecordedProviders.start(Main.resource("answers.http"))) {
            int status = Main.run(args, providers.environment(), print, new ByteArrayInputStream(lines));

            assertThat(status).as(out.toString(StandardCharsets.UTF_8)).isZero();
            List<ObjectNode> bodies = new ArrayList<>();
            for (FakeRequest request : providers.received()) {
                JsonNode body = JSON.readTree(request.body());
                if (body.path("model").asText().equals(HAIKU)) {
                    bodies.add((ObjectNode) body);
                }
            }
            return bodies;
        }
    }

    /** {@return the messages, without the marks that move along with the end of what a provider is to cache} */
    private static List<String> messages(ObjectNode request) {
        List<String> messages = new ArrayList<>();
        for (JsonNode message : request.path("messages")) {
            message.path("content").forEach(part -> ((ObjectNode) part).remove("cache_control"));
            messages.add(message.toString());
        }
        return messages;
    }
}
