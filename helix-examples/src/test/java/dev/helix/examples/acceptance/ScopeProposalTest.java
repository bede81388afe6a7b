/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.manager.Delivery;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.message.ToolCall;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeConfirmation;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.session.CallEvents;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests in which an agent asks for more scope and tries to use it, whatever the answer was. */
class ScopeProposalTest {
    private static final ScriptedModel ASKING = ScriptedModel.steps(
            ScriptedModel.calls(ToolCalls.bind(), ToolCalls.propose("docs/guide.md")),
            ScriptedModel.calls(
                    ToolCalls.write("src/one.sh", "echo one\n"),
                    ToolCalls.write("docs/guide.md", "Run src/one.sh.\n"),
                    ToolCalls.write("check.sh", "true\n")),
            ScriptedModel.calls(ToolCalls.commit("One")),
            ScriptedModel.calls(ToolCalls.complete()));

    @TempDir
    Path temporary;

    private Scenario trial;

    @BeforeEach
    void layOut() throws IOException {
        trial = Scenario.in(temporary);
    }

    @Test
    void yesWidensTheScopeByWhatWasAskedForAndNoMore() throws Exception {
        RecordingHost host = new RecordingHost(proposal -> ScopeDecision.yes());

        TaskOutcome outcome = deliver(host);

        assertThat(trial.repository.changedSince(trial.start)).containsExactly("docs/guide.md", "src/one.sh");
        assertThat(host.bodies(CallEvents.WriteRefused.class)).hasSize(1);
        assertThat(outcome.delivery().baseline().paths().allow()).containsExactly("src/");
        assertThat(outcome.delivery().baseline().paths().granted()).containsExactly("docs/guide.md");
    }

    @Test
    void yesForSomePathsGrantsThesePathsOnly() throws Exception {
        RecordingHost host = new RecordingHost(
                proposal -> ScopeDecision.yesFor("docs/other.md").because("the guide is somebody else's"));

        TaskOutcome outcome = deliver(host);

        assertThat(trial.repository.changedSince(trial.start)).containsExactly("src/one.sh");
        assertThat(host.bodies(CallEvents.WriteRefused.class)).hasSize(2);
        assertThat(outcome.delivery().baseline().paths().granted()).containsExactly("docs/other.md");
        assertThat(outcome.delivery().decisions().get(0).decision().reason()).contains("the guide is somebody else's");
    }

    @Test
    void whatTheHostConfirmsOfAnUnclearRequestIsTheScope() throws Exception {
        RecordingHost host = new RecordingHost().confirming(ScopeConfirmation.of(PathRules.only("src/")));

        TaskOutcome outcome = deliver(host, "Write a file. Keep to src/ if you can.", ASKING);

        assertThat(trial.repository.changedSince(trial.start)).containsExactly("src/one.sh");
        assertThat(outcome.delivery().baseline().paths()).isEqualTo(PathRules.only("src/"));
    }

    @ParameterizedTest
    @MethodSource("overABound")
    void aProposalOverABoundIsRefusedAndTheHostIsNotAsked(ToolCall proposal) throws Exception {
        RecordingHost host = new RecordingHost(asked -> ScopeDecision.yes());

        deliver(
                host,
                "Write a file. Only touch src/.",
                ScriptedModel.steps(
                        ScriptedModel.calls(ToolCalls.bind(), proposal),
                        ScriptedModel.calls(ToolCalls.write("src/one.sh", "echo one\n")),
                        ScriptedModel.calls(ToolCalls.commit("One")),
                        ScriptedModel.calls(ToolCalls.complete())));

        assertThat(host.bodies(TaskEvents.ScopeProposed.class)).isEmpty();
        assertThat(host.bodies(TaskEvents.ScopeDecided.class)).isEmpty();
    }

    static Stream<ToolCall> overABound() {
        String words = "word ".repeat(500);
        List<String> docs = List.of("docs/");
        List<String> many = IntStream.range(0, 51).mapToObj(i -> "docs/" + i).toList();
        return Stream.concat(
                Stream.of(
                                "docs/" + "*a".repeat(40) + "b",
                                "docs/" + "a".repeat(100_000),
                                "**",
                                "{**,x}",
                                "../x",
                                "/etc")
                        .map(ToolCalls::propose),
                Stream.of(
                        ToolCalls.propose(words, "it is needed", docs),
                        ToolCalls.propose("more", words, docs),
                        ToolCalls.propose("more", "it is needed", many),
                        ToolCalls.propose("more", "it is needed", List.of())));
    }

    static Stream<ScopeDecision> refusals() {
        return Stream.of(
                ScopeDecision.no(), ScopeDecision.defer(), ScopeDecision.no().because("not now"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void anyOtherAnswerLeavesTheScopeAsItIs(ScopeDecision answer) throws Exception {
        RecordingHost host = new RecordingHost(proposal -> answer);

        TaskOutcome outcome = deliver(host);

        assertScopeStayed(outcome, host, answer);
    }

    @Test
    void exceptionOfTheHostCountsAsNo() throws Exception {
        assertThatThrowingMeansNo(proposal -> {
            throw new IllegalStateException("the window was closed");
        });
    }

    @Test
    void errorOfTheHostCountsAsNo() throws Exception {
        assertThatThrowingMeansNo(proposal -> {
            throw new AssertionError("the window was never open");
        });
    }

    private void assertThatThrowingMeansNo(Function<ScopeProposal, ScopeDecision> throwing) throws Exception {
        RecordingHost host = new RecordingHost(throwing);

        TaskOutcome outcome = deliver(host);

        assertScopeStayed(outcome, host, ScopeDecision.no());
    }

    private void assertScopeStayed(TaskOutcome outcome, RecordingHost host, ScopeDecision answer) {
        assertThat(trial.repository.changedSince(trial.start)).containsExactly("src/one.sh");
        assertThat(host.bodies(CallEvents.WriteRefused.class)).hasSize(2);
        assertThat(host.bodies(TaskEvents.ScopeDecided.class))
                .singleElement()
                .matches(decided ->
                        decided.decision().equals(answer) && decided.paths().equals(PathRules.only("src/")));
        assertThat(outcome.delivery().decisions())
                .extracting(Delivery.Decided::decision)
                .containsExactly(answer);
        trial.repository.assertNothingLeft();
    }

    private TaskOutcome deliver(RecordingHost host) throws InterruptedException {
        return deliver(host, "Write a file. Only touch src/.", ASKING);
    }

    private TaskOutcome deliver(RecordingHost host, String words, ScriptedModel model) throws InterruptedException {
        TaskOutcome outcome = Scenario.run(
                trial.assemble(ScriptedEngines.of(model)).limits(Scenario.rounds(0)), trial.task(words), host);
        assertThat(outcome).isInstanceOf(TaskOutcome.Delivered.class);
        return outcome;
    }
}
