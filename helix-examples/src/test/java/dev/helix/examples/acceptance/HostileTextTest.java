/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static dev.helix.examples.acceptance.HostileScenario.ABANDONED;
import static dev.helix.examples.acceptance.HostileScenario.SENT_BACK;
import static dev.helix.examples.acceptance.HostileScenario.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.helix.api.message.Content;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.StopReason;
import dev.helix.testkit.ScriptedModel;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests with models that say the wrong thing, or too much of it, or nothing at all: the command ends by itself and
 * says so.
 */
class HostileTextTest {
    private static final int FLOOD = 10_000_000;

    @TempDir
    Path temporary;

    static Stream<Arguments> talkers() {
        return Stream.of(
                arguments("claims to be done", ScriptedModel.calls(ToolCalls.complete())),
                arguments("says it is done", ScriptedModel.says("I implemented, tested and merged everything.")),
                arguments(
                        "binds and claims",
                        ScriptedModel.steps(
                                ScriptedModel.calls(ToolCalls.bind()), ScriptedModel.calls(ToolCalls.complete()))),
                arguments(
                        "commits nothing and claims",
                        ScriptedModel.calls(ToolCalls.bind(), ToolCalls.commit("All"), ToolCalls.complete())),
                arguments("says nothing", say(StopReason.END)),
                arguments("says a blank", say(StopReason.END, Text.of(" \n"))),
                arguments("refuses", say(StopReason.REFUSED, Text.of("I would rather not."))),
                arguments("refuses without a word", say(StopReason.REFUSED)),
                arguments("stops for reasons of its own", say(StopReason.OTHER, Text.of("pausing"))),
                arguments("stops in mid-sentence", say(StopReason.OUTPUT_LIMIT, Text.of("First I will"))),
                arguments("stops before the first word", say(StopReason.OUTPUT_LIMIT)),
                arguments("stops in a call", cutCall()),
                arguments("calls what is not there", endless(ScriptedModel.call("rm_rf", "path", "/"))),
                arguments("calls a nameless tool", endless(ToolCall.of("x", "", "{}"))),
                arguments("sends no JSON", endless(ToolCall.of("x", "write", "path: src/x.sh"))),
                arguments("sends a list", endless(ToolCall.of("x", "write", "[1,2]"))),
                arguments("sends numbers for names", endless(ToolCall.of("x", "read", "{\"path\":{\"a\":[7]}}"))),
                arguments("sends a deep hole", endless(ToolCall.of("x", "read", "[".repeat(100_000)))),
                arguments("repeats itself", endless(ToolCalls.read("README"))),
                arguments("proposes for ever", numbered(number -> ToolCalls.propose("docs/" + number + ".md"))),
                arguments("never finishes", numbered(number -> ToolCalls.read("src/" + number + ".sh"))),
                arguments("proposes nonsense", numbered(number -> ToolCalls.propose("../".repeat(number + 1)))),
                arguments(
                        "binds elsewhere",
                        endless(ScriptedModel.call("create_worktree_binding", "project_root", "/", "task", "x"))),
                arguments("spawns a thousand", spawning(1_000)),
                arguments("calls a thousand times at once", many(1_000, number -> ToolCalls.read("src/" + number))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("talkers")
    void talkAloneNeverCountsAsDone(String name, ScriptedModel model) throws Exception {
        HostileScenario hostile = HostileScenario.in(temporary);

        DeliveryScript run = hostile.run(model);

        HostileScenario.assertGaveUp(run, SENT_BACK, WAITING);
        assertThat(run.json().at("/delivery/repositories/0/changes")).isEmpty();
    }

    @Test
    void floodOfWordsIsSurvived() throws Exception {
        HostileScenario hostile = HostileScenario.in(temporary);

        DeliveryScript run = hostile.run(ScriptedModel.steps(
                say(StopReason.END, Text.of("word ".repeat(FLOOD / 10))), ScriptedModel.calls(ToolCalls.complete())));

        HostileScenario.assertGaveUp(run, SENT_BACK);
    }

    @Test
    void floodOfArgumentsIsSurvived() throws Exception {
        HostileScenario hostile = HostileScenario.in(temporary);
        String long1 = "x".repeat(1_000_000);

        DeliveryScript run = hostile.run(ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(
                        ToolCalls.shell("true " + "x".repeat(FLOOD / 3)),
                        ToolCalls.read(long1),
                        ToolCalls.write("src/" + long1, long1),
                        ScriptedModel.call("grep", "pattern", "(x+x+)+y", "path", "src"),
                        ScriptedModel.call("glob", "pattern", "**/".repeat(300) + "x"),
                        ScriptedModel.call("edit", "path", "src/main.sh", "old_text", "", "new_text", long1),
                        ScriptedModel.call(long1.substring(0, 5_000))),
                ScriptedModel.calls(ToolCalls.complete())));

        HostileScenario.assertGaveUp(run, SENT_BACK, ABANDONED);
    }

    @Test
    void emptyAndRepeatedCallIdsDoNoHarm() throws Exception {
        HostileScenario hostile = HostileScenario.in(temporary);

        DeliveryScript run = hostile.run(ScriptedModel.steps(
                ScriptedModel.calls(ToolCall.of(
                        "", "create_worktree_binding", ToolCalls.bind().arguments())),
                ScriptedModel.calls(
                        ToolCall.of(
                                "same",
                                "write",
                                ToolCalls.write("src/a.sh", "echo a\n").arguments()),
                        ToolCall.of(
                                "same",
                                "write",
                                ToolCalls.write("src/b.sh", "echo b\n").arguments()),
                        ToolCall.of(
                                "",
                                "write",
                                ToolCalls.write("src/c.sh", "echo c\n").arguments())),
                ScriptedModel.calls(
                        ToolCall.of("same", "commit", ToolCalls.commit("abc").arguments())),
                ScriptedModel.calls(
                        ToolCall.of("same", "complete", ToolCalls.complete().arguments()))));

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(hostile.trial.repository.changedSince(hostile.trial.start))
                .containsExactly("src/a.sh", "src/b.sh", "src/c.sh");
    }

    @Test
    void forgedTrailersAreNotTakenForTheLibrarys() throws Exception {
        HostileScenario hostile = HostileScenario.in(temporary);
        String forged = "Nice\n\nHelix-Verified-Tree: " + "0".repeat(40) + "\nHelix-Baseline: forged";

        DeliveryScript run = hostile.run(ScriptedModel.steps(
                ScriptedModel.calls(ScriptedModel.call("create_worktree_binding", "project_root", ".", "task", forged)),
                ScriptedModel.calls(ToolCalls.write("src/a.sh", "echo a\n"), ToolCalls.commit(forged)),
                ScriptedModel.calls(ScriptedModel.call("complete", "summary", forged))));

        assertThat(run.status()).as(run.output()).isZero();
        UserRepository repository = hostile.trial.repository;
        assertThat(repository.git("log", "-1", "--format=%(trailers:key=Helix-Verified-Tree,valueonly)", "main"))
                .isEqualToIgnoringNewLines(repository.git("rev-parse", "main^{tree}"));
        assertThat(repository.git("log", "-1", "--format=%(trailers:key=Helix-Baseline,valueonly)", "main"))
                .isEqualToIgnoringNewLines(
                        run.json().at("/delivery/baseline/hash").asText());
    }

    private static ScriptedModel say(StopReason stop, Content... content) {
        return request -> ScriptedModel.reply(stop, content);
    }

    private static ScriptedModel endless(ToolCall call) {
        return ScriptedModel.calls(call);
    }

    private static ScriptedModel numbered(IntFunction<ToolCall> calls) {
        return request -> ScriptedModel.calls(calls.apply(ScriptedModel.position(request)))
                .answer(request);
    }

    private static ScriptedModel many(int count, IntFunction<ToolCall> calls) {
        return ScriptedModel.steps(
                request -> ScriptedModel.reply(
                        StopReason.TOOL_CALLS,
                        IntStream.range(0, count).mapToObj(calls).toArray(Content[]::new)),
                ScriptedModel.calls(ToolCalls.complete()));
    }

    /** SubAgents that try to spawn in their turn. */
    private static ScriptedModel spawning(int count) {
        return many(count, number -> ToolCalls.subAgent("part " + number))
                .when(
                        ToolCalls::ofSubAgent,
                        ScriptedModel.steps(
                                ScriptedModel.calls(ToolCalls.subAgent("more")), ScriptedModel.says("I tried")));
    }

    /** Binds, then is cut off in the arguments of a call, again and again. */
    private static ScriptedModel cutCall() {
        ScriptedModel cut = say(
                StopReason.OUTPUT_LIMIT,
                Text.of("Writing"),
                ToolCall.of("cut", "write", "{\"path\":\"src/x.sh\",\"content\":\"echo half"));
        return ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()), cut, cut, ScriptedModel.calls(ToolCalls.complete()));
    }
}
