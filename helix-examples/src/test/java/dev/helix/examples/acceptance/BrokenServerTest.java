/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static dev.helix.examples.acceptance.HostileScenario.ABANDONED;
import static dev.helix.examples.acceptance.HostileScenario.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.helix.testkit.server.FakeHttpServer;
import dev.helix.testkit.server.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that are no model at all: the command ends by itself and says what it met. */
class BrokenServerTest {
    private static final String OPENING = "data: {\"type\":\"message_start\",\"message\":{\"usage\":{}}}\n\n";
    private static final Map<String, String> SOON = Map.of("retry-after", "0");

    @TempDir
    Path temporary;

    static Stream<Arguments> servers() {
        return Stream.of(
                arguments("is broken", WAITING, refusing(500), "500"),
                arguments("is overloaded for ever", WAITING, refusing(529), "529"),
                arguments("limits for ever", WAITING, refusing(429), "429"),
                arguments("knows no such key", ABANDONED, refusing(401), "401"),
                arguments("forbids it", ABANDONED, refusing(403), "403"),
                arguments("knows no such model", ABANDONED, refusing(404), "404"),
                arguments("finds it too large", ABANDONED, refusing(413), "413"),
                arguments("moved away", ABANDONED, script(302, "text/html", "<a href='http://127.0.0.1:1/'>"), "302"),
                arguments(
                        "shows a login page",
                        ABANDONED,
                        script(200, "text/html", "<html>Please log in</html>"),
                        "text/html"),
                arguments("answers in JSON that says nothing", ABANDONED, script(200, "application/json", "{}"), ""),
                arguments("answers with nothing", WAITING, script(200, "text/event-stream", ""), ""),
                arguments("streams nonsense", WAITING, script(200, "text/event-stream", "data: {\"type\":7}\n\n"), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void taskWaitsForAServerThatMayRecoverAndIsGivenUpWithAnyOther(
            String name, int status, FakeHttpServer.Script script, String named) throws Exception {
        HostileScenario hostile = HostileScenario.in(temporary);

        try (FakeHttpServer server = FakeHttpServer.start(script)) {
            DeliveryScript run = hostile.run(server.uri());

            HostileScenario.assertGaveUp(run, status);
            assertThat(run.json().path("reason").asText()).isEqualTo(status == WAITING ? "PROVIDER_UNAVAILABLE" : "");
            assertThat(run.json().path("explanation").asText()).contains(named);
        }
    }

    @Test
    void silenceEndsWithTheTaskTime() throws Exception {
        HostileScenario hostile = HostileScenario.in(temporary);

        try (FakeHttpServer server = FakeHttpServer.start((request, response) -> response.hang())) {
            DeliveryScript run = hostile.run(server.uri(), "--time-limit", "0.05");

            HostileScenario.assertGaveUp(run, WAITING);
            assertThat(run.json().path("reason").asText()).isEqualTo("LIMIT_REACHED");
        }
    }

    @Test
    void endlessStreamIsCutOff() throws Exception {
        HostileScenario hostile = HostileScenario.in(temporary);

        try (FakeHttpServer server =
                FakeHttpServer.start((request, response) -> Fault.flood().play(List.of(OPENING), response))) {
            DeliveryScript run = hostile.run(server.uri());

            HostileScenario.assertGaveUp(run, ABANDONED);
            assertThat(run.json().path("code").asText()).isEqualTo("model-request-rejected");
        }
    }

    @Test
    void unreachableServerIsNamed() throws Exception {
        HostileScenario hostile = HostileScenario.in(temporary);
        URI nobody;
        try (FakeHttpServer server = FakeHttpServer.start((request, response) -> response.hang())) {
            nobody = server.uri();
        }

        DeliveryScript run = hostile.run(nobody, "--time-limit", "0.1");

        HostileScenario.assertGaveUp(run, WAITING);
        assertThat(run.output()).contains(nobody.getAuthority());
    }

    private static FakeHttpServer.Script refusing(int status) {
        return (request, response) -> Fault.status(status, "some_error", "HTTP status " + status, SOON)
                .play(List.of(), response);
    }

    private static FakeHttpServer.Script script(int status, String type, String body) {
        return (request, response) -> {
            Map<String, String> headers = new HashMap<>(SOON);
            headers.put("content-type", type);
            response.send(status, headers, body);
        };
    }
}
