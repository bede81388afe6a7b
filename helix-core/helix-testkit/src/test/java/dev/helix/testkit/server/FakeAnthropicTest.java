/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.testkit.Cassette;
import dev.helix.testkit.ScriptedModel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class FakeAnthropicTest {

    private static final String HELLO = body("Hello");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void answerIsStreamedAsTheProtocolHasIt() throws Exception {
        ScriptedModel model = request -> ScriptedModel.says(
                        ScriptedModel.opening(request) + ", " + request.maxOutputTokens() + " tokens")
                .answer(request);
        try (FakeAnthropic server = FakeAnthropic.start(model)) {
            HttpResponse<String> response = post(server, HELLO, "key");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/event-stream");
            assertThat(response.body())
                    .startsWith("event: message_start\ndata: {\"type\":\"message_start\"")
                    .contains("\"text\":\"Hello, 7 tokens\"", "\"stop_reason\":\"end_turn\"")
                    .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        }
    }

    @Test
    void requestsAreKeptInTheOrderOfTheirArrival() throws Exception {
        try (FakeAnthropic server = FakeAnthropic.start(ScriptedModel.says("x"))) {
            post(server, HELLO, "key-1");
            post(server, body("Bye"), "key-2");

            assertThat(server.received()).hasSize(2);
            assertThat(server.received().get(1).headers()).containsEntry("x-api-key", "key-2");
            assertThat(server.received().get(1).body()).contains("Bye");
        }
    }

    @Test
    void requestThatTheProviderWouldRefuseIsRefused() throws Exception {
        try (FakeAnthropic server = FakeAnthropic.start(ScriptedModel.says("x"))) {
            assertThat(post(server, HELLO, "").statusCode()).isEqualTo(401);
            assertThat(post(server, body(""), "key"))
                    .satisfies(response -> assertThat(response.statusCode()).isEqualTo(400))
                    .satisfies(response -> assertThat(response.body()).contains("must be non-empty"));
            assertThat(post(server.baseUrl().resolve("/v1/other"), HELLO, "key").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void requestThatTheCassetteDoesNotHaveIsRefusedWithTheDifference() throws Exception {
        Cassette cassette = Cassette.parse("{\"format\":\"helix-cassette/1\",\"conversations\":["
                + "{\"name\":\"a\",\"opens\":\"Good morning\",\"replies\":[{\"text\":\"x\"}]}]}");
        try (FakeAnthropic server = FakeAnthropic.start(ScriptedModel.playing(cassette))) {
            HttpResponse<String> response = post(server, HELLO, "key");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("no conversation for a request that opens with: Hello");
        }
    }

    @Test
    void spoiledAnswerIsGivenToTheSameRequestWithoutAskingTheModelTwice() throws Exception {
        int[] asked = {0};
        ScriptedModel counting =
                request -> ScriptedModel.says("answer " + ++asked[0]).answer(request);
        try (FakeAnthropic server = FakeAnthropic.start(counting).fault(1, Fault.overloaded("0"))) {
            HttpResponse<String> first = post(server, HELLO, "key");
            HttpResponse<String> second = post(server, HELLO, "key");

            assertThat(first.statusCode()).isEqualTo(529);
            assertThat(first.headers().firstValue("retry-after")).contains("0");
            assertThat(second.body()).contains("answer 1");
        }
    }

    @Test
    void cutStreamEndsInTheMiddleOfAnEvent() throws Exception {
        try (FakeAnthropic server =
                FakeAnthropic.start(ScriptedModel.says("some text")).fault(1, Fault.cutInTheMiddle())) {
            assertThatThrownBy(() -> post(server, HELLO, "key")).isInstanceOf(IOException.class);
            assertThat(post(server, HELLO, "key").body()).contains("some text");
        }
    }

    @Test
    void closedServerGivesItsPortBack() throws Exception {
        FakeAnthropic server = FakeAnthropic.start(ScriptedModel.says("x"));
        URI address = server.baseUrl();
        server.close();

        assertThatThrownBy(() -> post(address.resolve("/v1/messages"), HELLO, "key"))
                .isInstanceOf(ConnectException.class);
    }

    private HttpResponse<String> post(FakeAnthropic server, String body, String key)
            throws IOException, InterruptedException {
        return post(server.baseUrl().resolve("/v1/messages"), body, key);
    }

    private HttpResponse<String> post(URI address, String body, String key) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("x-api-key", key);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String body(String text) {
        return "{\"model\":\"m\",\"max_tokens\":7,\"messages\":[{\"role\":\"user\",\"content\":"
                + "[{\"type\":\"text\",\"text\":\"" + text + "\"}]}]}";
    }
}
