/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.trials;

import static dev.helix.examples.trials.HostileTrial.ABANDONED;
import static dev.helix.examples.trials.HostileTrial.SENT_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.helix.api.message.Content;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.StopReason;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that say the wrong thing, or too much of it, or nothing at all: the command ends by itself and says so. */
class HostileWordsTest {
    private static final int FLOOD = 10_000_000;

    @TempDir
    Path temporary;

    static Stream<Arguments> talkers() {
        return Stream.of(
                arguments("claims to be done", Say.calls(Say.complete())),
                arguments("says it is done", Say.text("I implemented, tested and merged everything.")),
                arguments("binds and claims", Brain.of(Say.calls(Say.bind()), Say.calls(Say.complete()))),
                arguments("commits nothing and claims", Say.calls(Say.bind(), Say.commit("All"), Say.complete())),
                arguments("says nothing", say(StopReason.END)),
                arguments("says a blank", say(StopReason.END, new Text(" \n"))),
                arguments("refuses", say(StopReason.REFUSED, new Text("I would rather not."))),
                arguments("refuses without a word", say(StopReason.REFUSED)),
                arguments("stops for reasons of its own", say(StopReason.OTHER, new Text("pausing"))),
                arguments("stops in mid-sentence", say(StopReason.OUTPUT_LIMIT, new Text("First I will"))),
                arguments("stops before the first word", say(StopReason.OUTPUT_LIMIT)),
                arguments("stops in a call", cutCall()),
                arguments("calls what is not there", endless(Say.call("rm_rf", "path", "/"))),
                arguments("calls a nameless tool", endless(new ToolCall("x", "", "{}"))),
                arguments("sends no JSON", endless(new ToolCall("x", "write", "path: src/x.sh"))),
                arguments("sends a list", endless(new ToolCall("x", "write", "[1,2]"))),
                arguments("sends numbers for names", endless(new ToolCall("x", "read", "{\"path\":{\"a\":[7]}}"))),
                arguments("sends a deep hole", endless(new ToolCall("x", "read", "[".repeat(100_000)))),
                arguments("repeats itself", endless(Say.read("README"))),
                arguments("proposes for ever", numbered(number -> Say.propose("docs/" + number + ".md"))),
                arguments("never finishes", numbered(number -> Say.read("src/" + number + ".sh"))),
                arguments("proposes nonsense", numbered(number -> Say.propose("../".repeat(number + 1)))),
                arguments(
                        "binds elsewhere",
                        endless(Say.call("create_worktree_binding", "project_root", "/", "task", "x"))),
                arguments("spawns a thousand", spawning(1_000)),
                arguments("calls a thousand times at once", many(1_000, number -> Say.read("src/" + number))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("talkers")
    void talkAloneNeverCountsAsDone(String name, Brain brain) throws Exception {
        HostileTrial hostile = HostileTrial.in(temporary);

        Deliver run = hostile.run(brain);

        HostileTrial.assertGaveUp(run, SENT_BACK, ABANDONED);
        assertThat(run.json().at("/delivery/changes")).isEmpty();
    }

    @Test
    void floodOfWordsIsSurvived() throws Exception {
        HostileTrial hostile = HostileTrial.in(temporary);

        Deliver run = hostile.run(Brain.of(
                say(StopReason.END, new Text("word ".repeat(FLOOD / 10))), Say.calls(Say.complete())));

        HostileTrial.assertGaveUp(run, SENT_BACK);
    }

    @Test
    void floodOfArgumentsIsSurvived() throws Exception {
        HostileTrial hostile = HostileTrial.in(temporary);
        String long1 = "x".repeat(1_000_000);

        Deliver run = hostile.run(Brain.of(
                Say.calls(Say.bind()),
                Say.calls(
                        Say.shell("true " + "x".repeat(FLOOD / 3)),
                        Say.read(long1),
                        Say.write("src/" + long1, long1),
                        Say.call("grep", "pattern", "(x+x+)+y", "path", "src"),
                        Say.call("glob", "pattern", "**/".repeat(300) + "x"),
                        Say.call("edit", "path", "src/main.sh", "old_text", "", "new_text", long1),
                        Say.call(long1.substring(0, 5_000))),
                Say.calls(Say.complete())));

        HostileTrial.assertGaveUp(run, SENT_BACK, ABANDONED);
    }

    @Test
    void emptyAndRepeatedCallIdsDoNoHarm() throws Exception {
        HostileTrial hostile = HostileTrial.in(temporary);

        Deliver run = hostile.run(Brain.of(
                Say.calls(new ToolCall("", "create_worktree_binding", Say.bind().arguments())),
                Say.calls(
                        new ToolCall(
                                "same",
                                "write",
                                Say.write("src/a.sh", "echo a\n").arguments()),
                        new ToolCall(
                                "same",
                                "write",
                                Say.write("src/b.sh", "echo b\n").arguments()),
                        new ToolCall(
                                "", "write", Say.write("src/c.sh", "echo c\n").arguments())),
                Say.calls(new ToolCall("same", "commit", Say.commit("abc").arguments())),
                Say.calls(new ToolCall("same", "complete", Say.complete().arguments()))));

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(hostile.trial.repository.changedSince(hostile.trial.start))
                .containsExactly("src/a.sh", "src/b.sh", "src/c.sh");
    }

    @Test
    void forgedTrailersAreNotTakenForTheLibrarys() throws Exception {
        HostileTrial hostile = HostileTrial.in(temporary);
        String forged = "Nice\n\nHelix-Verified-Tree: " + "0".repeat(40) + "\nHelix-Baseline: forged";

        Deliver run = hostile.run(Brain.of(
                Say.calls(Say.call("create_worktree_binding", "project_root", ".", "task", forged)),
                Say.calls(Say.write("src/a.sh", "echo a\n"), Say.commit(forged)),
                Say.calls(Say.call("complete", "summary", forged))));

        assertThat(run.status()).as(run.output()).isZero();
        UserRepository repository = hostile.trial.repository;
        assertThat(repository.git("log", "-1", "--format=%(trailers:key=Helix-Verified-Tree,valueonly)", "main"))
                .isEqualToIgnoringNewLines(repository.git("rev-parse", "main^{tree}"));
        assertThat(repository.git("log", "-1", "--format=%(trailers:key=Helix-Baseline,valueonly)", "main"))
                .isEqualToIgnoringNewLines(
                        run.json().at("/delivery/baseline/hash").asText());
    }

    private static Brain say(StopReason stop, Content... content) {
        return request -> Say.reply(stop, content);
    }

    private static Brain endless(ToolCall call) {
        return Say.calls(call);
    }

    private static Brain numbered(IntFunction<ToolCall> calls) {
        return request -> Say.calls(calls.apply(Brain.position(request))).answer(request);
    }

    private static Brain many(int count, IntFunction<ToolCall> calls) {
        return Brain.of(
                request -> Say.reply(
                        StopReason.TOOL_CALLS,
                        IntStream.range(0, count).mapToObj(calls).toArray(Content[]::new)),
                Say.calls(Say.complete()));
    }

    /** SubAgents that try to spawn in their turn. */
    private static Brain spawning(int count) {
        return many(count, number -> Say.subAgent("part " + number))
                .withSubAgents(Brain.of(Say.calls(Say.subAgent("more")), Say.text("I tried")));
    }

    /** Binds, then is cut off in the arguments of a call, again and again. */
    private static Brain cutCall() {
        Brain cut = say(
                StopReason.OUTPUT_LIMIT,
                new Text("Writing"),
                new ToolCall("cut", "write", "{\"path\":\"src/x.sh\",\"content\":\"echo half"));
        return Brain.of(Say.calls(Say.bind()), cut, cut, Say.calls(Say.complete()));
    }
}
