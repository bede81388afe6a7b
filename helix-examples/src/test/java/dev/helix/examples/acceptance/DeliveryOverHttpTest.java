/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.HelixHome;
import dev.helix.examples.Required;
import dev.helix.testkit.ScriptedModel;
import dev.helix.testkit.server.FakeAnthropic;
import dev.helix.testkit.server.FakeRequest;
import dev.helix.testkit.server.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of the example's command line with its provider played by a server that answers from the example's own
 * cassette and fails four times on the way: too many requests, overloaded, and twice a stream cut in the middle of a
 * tool call.
 */
class DeliveryOverHttpTest {
    private static final int FAULTS = 4;

    @TempDir
    private static Path folder;

    private static UserRepository repository;
    private static DeliveryScript run;
    private static List<JsonNode> journal;
    private static List<FakeRequest> requests;
    private static CassetteFacts cassette;

    @BeforeAll
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    static void deliver() throws Exception {
        Path into = folder.toRealPath().resolve("shop");
        Required.sandbox(HelixHome.at(into.resolve("helix-home")));
        repository = UserRepository.at(into.resolve("corner-shop"));
        cassette = CassetteFacts.ofTheExample();
        try (FakeAnthropic server =
                FakeAnthropic.start(subAgentsTogether(ScriptedModel.playing(cassette.cassette())))) {
            // The first answer holds three calls, the third dispatches three SubAgents.
            server.fault(1, Fault.cutInTheMiddle())
                    .fault(3, Fault.rateLimited("0"))
                    .fault(5, Fault.overloaded("0"))
                    .fault(9, Fault.cutInTheMiddle());
            run = DeliveryScript.run(server, folder.resolve("report.json"), "--into", into.toString());
            requests = server.received();
        }
        journal = run.journal(into.resolve("helix-home"));
    }

    /** Answers no SubAgent before all three have asked. */
    private static ScriptedModel subAgentsTogether(ScriptedModel model) {
        CountDownLatch asked = new CountDownLatch(3);
        return model.when(request -> ToolCalls.ofSubAgent(request) && ScriptedModel.position(request) == 0, request -> {
            asked.countDown();
            assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
            return model.answer(request);
        });
    }

    @Test
    void subAgentsAskAtTheSameTime() {
        assertThat(run.output()).contains("3 model calls in flight");
    }

    @Test
    void taskIsDeliveredDespiteFaultsOfTheServer() {
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.json().path("outcome").asText()).isEqualTo("DELIVERED");
        assertThat(repository.git("rev-list", "--first-parent", "main").lines()).hasSize(2);
        assertThat(repository.git("rev-parse", "main^{tree}"))
                .isEqualTo(run.json().at("/delivery/repositories/0/merge/tree").asText());
        repository.assertNothingLeft();
    }

    @Test
    void failedRequestIsRepeatedOnce() {
        assertThat(requests).hasSize(cassette.replies() + FAULTS);
        assertThat(run.output().split("model call failed and is repeated", -1)).hasSize(FAULTS + 1);
    }

    @Test
    void toolCallIsExecutedExactlyOnce() {
        List<String> started = calls("ToolCallStarted");

        assertThat(started).hasSize(cassette.calls()).doesNotHaveDuplicates();
        assertThat(calls("ToolCallFinished")).containsExactlyInAnyOrderElementsOf(started);
    }

    @Test
    void textOfTheModelIsKeptAndShownOnce() {
        assertThat(cassette.texts()).isNotEmpty().allSatisfy(text -> {
            String shown = text.lines().findFirst().orElseThrow();
            shown = shown.substring(0, Math.min(30, shown.length()));
            assertThat(run.output().split(Pattern.quote("\"" + shown), -1))
                    .as(text)
                    .hasSize(2);
        });
        assertThat(journal.stream().filter(entry -> entry.path("type").asText().equals("ModelCallFinished")))
                .hasSize(cassette.replies());
    }

    @Test
    void everyRequestCarriesTheKeyAndTheVersion() {
        assertThat(requests).allSatisfy(request -> {
            assertThat(request.headers()).containsEntry("x-api-key", "sk-of-a-test");
            assertThat(request.headers()).containsKey("anthropic-version");
            assertThat(request.body()).contains("\"model\":\"some-model\"");
        });
        assertThat(run.output()).doesNotContain("sk-of-a-test");
        assertThat(journal.toString()).doesNotContain("sk-of-a-test");
    }

    private static List<String> calls(String type) {
        return journal.stream()
                .filter(entry -> entry.path("type").asText().equals(type))
                .map(entry -> entry.at("/record/agent").asText() + " "
                        + entry.findValue("callId").asText())
                .toList();
    }
}
