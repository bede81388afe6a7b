/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingEnginesTest {

    private static final Origin ORIGIN = new Origin("a", "b", "c");

    @TempDir
    private Path temp;

    /** Reads a file of its worktree and reports the commit it saw, whatever they are in this run. */
    private static ScriptedModel worker(Run run) {
        return ScriptedModel.steps(
                request -> ScriptedModel.reply(
                        StopReason.TOOL_CALLS,
                        Thinking.of(ORIGIN, "hm", "signature"),
                        Text.of("I bind, as {{you}} said."),
                        ScriptedModel.call("bind")),
                request -> ScriptedModel.reply(
                        StopReason.TOOL_CALLS,
                        ScriptedModel.call("read", "path", run.worktree() + "/a"),
                        Opaque.of(ORIGIN, "{}")),
                ScriptedModel.says("It is at " + run.hash() + ", not at cafebabe."));
    }

    /** What differs from run to run. */
    private record Run(String session, String home, String hash) {
        static final Run ONE = new Run("abcdefghij234567", "/tmp/one", "0123456789abcdef0123456789abcdef01234567");
        static final Run TWO = new Run("zyxwvutsrq765432", "/home/j d/two", "fedcba9876543210fedcba9876543210fedcba98");

        String worktree() {
            return home + "/worktree/" + session + "/shop-" + hash.substring(0, 10);
        }

        /** Talks as an agent of this run and returns all that the model said. */
        List<String> work(EngineFactory engines) throws InterruptedException {
            TalkingAgent agent = new TalkingAgent(engines, session, "");
            ModelReply first = agent.say("Fix the shop in session " + session);
            ModelReply second = agent.answer(first.message().calls().get(0), "bound\nworktree: " + worktree());
            ToolCall read = second.message().calls().get(0);
            ModelReply third = agent.answer(read, "content, tip " + hash + ", read in " + session.charAt(10) + " ms");
            return List.of(
                    first.message().text(), read.arguments(), third.message().text());
        }
    }

    private static RecordingEngines recording(ScriptedModel model) {
        return RecordingEngines.of(ScriptedEngines.of(model)).description("a fix");
    }

    @Test
    void cassettePlaysInAnotherHomeSessionAndRepository() throws InterruptedException {
        RecordingEngines recorder = recording(worker(Run.ONE));

        List<String> recorded = Run.ONE.work(recorder);
        List<String> played = Run.TWO.work(ReplayEngines.of(recorder.cassette()));

        assertThat(recorded).contains("{\"path\":\"" + Run.ONE.worktree() + "/a\"}");
        assertThat(played)
                .containsExactly(
                        "I bind, as {{you}} said.",
                        "{\"path\":\"" + Run.TWO.worktree() + "/a\"}",
                        "It is at " + Run.TWO.hash() + ", not at cafebabe.");
        assertThat(recorder.cassette().json()).doesNotContain(Run.ONE.session(), Run.ONE.home(), Run.ONE.hash());
    }

    @Test
    void cassetteIsReadableAndSaysWhatWasHeard() throws InterruptedException {
        RecordingEngines recorder = recording(worker(Run.ONE));
        Run.ONE.work(recorder);

        assertThat(recorder.cassette().json())
                .contains(
                        "\"name\" : \"1: Fix the shop in session {{session}}\"",
                        "\"user: Fix the shop in session {{session}}\"",
                        "\"bind answers: bound\\nworktree: {{worktree}}\"",
                        "\"path\" : \"{{worktree}}/a\"",
                        "\"It is at {{hash}}, not at cafebabe.\"");
    }

    @Test
    void playedRecordingGivesTheSameRecordingAgain() throws InterruptedException {
        RecordingEngines recorder = recording(worker(Run.ONE));
        Run.ONE.work(recorder);

        RecordingEngines again =
                RecordingEngines.of(ReplayEngines.of(recorder.cassette())).description("a fix");
        Run.TWO.work(again);

        assertThat(again.cassette().json()).isEqualTo(recorder.cassette().json());
    }

    @Test
    void mismatchNamesTheReplyAndTheFirstLineThatDiffers() throws InterruptedException {
        RecordingEngines recorder = recording(
                ScriptedModel.steps(ScriptedModel.calls(ScriptedModel.call("test")), ScriptedModel.says("Good.")));
        TalkingAgent agent = TalkingAgent.with(recorder);
        agent.answer(agent.say("Test it").message().calls().get(0), "one\ntwo\n3 tests passed\nbye");

        TalkingAgent other = TalkingAgent.with(ReplayEngines.of(recorder.cassette()));
        ToolCall call = other.say("Test it").message().calls().get(0);

        assertThatThrownBy(() -> other.answer(call, "one\ntwo\n2 tests passed\nbye"))
                .isInstanceOf(CassetteMismatchException.class)
                .hasMessageContaining(
                        "cassette 'a fix' has no reply to this request. The nearest is reply 2 of conversation"
                                + " '1: Test it'. What comes before it differs in message 3, line 3:")
                .hasMessageContaining("recorded: 3 tests passed\n  now:      2 tests passed\n")
                .hasMessageContaining("record the cassette again")
                .hasMessageContaining("\"ignored\" in the cassette");
    }

    @Test
    void requestAfterTheLastReplyIsAMismatch() throws InterruptedException {
        RecordingEngines recorder = recording(ScriptedModel.says("Good."));
        TalkingAgent.with(recorder).say("Test it");

        TalkingAgent other = TalkingAgent.with(ReplayEngines.of(recorder.cassette()));
        other.say("Test it");

        assertThatThrownBy(() -> other.say("And now?"))
                .isInstanceOf(CassetteMismatchException.class)
                .hasMessageContaining("Conversation '1: Test it' ends after reply 1; then came: user: And now?");
    }

    @Test
    void ignoredPatternIsKeptInTheCassette() throws InterruptedException {
        RecordingEngines recorder = recording(ScriptedModel.says("Good.")).ignoring(Pattern.compile("port \\d+"));
        TalkingAgent.with(recorder).say("Test it on port 4711");

        ModelReply played =
                TalkingAgent.with(ReplayEngines.of(recorder.cassette())).say("Test it on port 815");

        assertThat(played.message().text()).isEqualTo("Good.");
    }

    @Test
    void namedValueIsAnotherOneWhenPlayed() throws InterruptedException {
        RecordingEngines recorder = recording(ScriptedModel.says("Hello Jo.")).with("user", "Jo");
        TalkingAgent.with(recorder).say("I am Jo");

        ReplayEngines replay = ReplayEngines.of(recorder.cassette()).with("user", "Kim");

        assertThat(TalkingAgent.with(replay).say("I am Kim").message().text()).isEqualTo("Hello Kim.");
    }

    @Test
    void severalAnswersToTheSameConversationComeInTheirOrder() throws InterruptedException {
        int[] count = {0};
        RecordingEngines recorder =
                recording(request -> ScriptedModel.reply(StopReason.END, Text.of("answer " + ++count[0])));
        TalkingAgent.with(recorder).say("Same");
        TalkingAgent.with(recorder).say("Same");

        ReplayEngines replay = ReplayEngines.of(recorder.cassette());

        assertThat(TalkingAgent.with(replay).say("Same").message().text()).isEqualTo("answer 1");
        assertThat(TalkingAgent.with(replay).say("Same").message().text()).isEqualTo("answer 2");
        assertThat(TalkingAgent.with(replay).say("Same").message().text()).isEqualTo("answer 2");
    }

    @Test
    void conversationThatWasBegunElsewhereIsPlayedFromItsMiddle() throws InterruptedException {
        RecordingEngines recorder = recording(ScriptedModel.says("I go on."));
        TalkingAgent agent = TalkingAgent.with(recorder);
        agent.add(ScriptedModel.reply(StopReason.END, Text.of("From before.")).message());
        agent.say("Go on");

        TalkingAgent other = TalkingAgent.with(ReplayEngines.of(recorder.cassette()));
        other.add(ScriptedModel.reply(StopReason.END, Text.of("From before.")).message());

        assertThat(other.say("Go on").message().text()).isEqualTo("I go on.");
    }

    @Test
    void fileIsCompleteAfterEachReplyAndItsOwnersAlone() throws IOException, InterruptedException {
        Path file = temp.resolve("c.json");
        RecordingEngines recorder = recording(ScriptedModel.says("x")).writingTo(file);

        TalkingAgent.with(recorder).say("one");
        assertThat(Cassette.read(file).conversations()).hasSize(1);
        TalkingAgent.with(recorder).say("two");
        assertThat(Cassette.read(file).conversations()).hasSize(2);

        assertThat(Cassette.read(file).description()).isEqualTo("a fix");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(temp)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void fileThatCannotBeWrittenFailsTheCall() {
        RecordingEngines recorder = recording(ScriptedModel.says("x")).writingTo(temp.resolve("missing/c.json"));

        assertThatThrownBy(() -> TalkingAgent.with(recorder).say("one"))
                .isInstanceOf(CassetteUnusableException.class)
                .hasMessageContaining("missing/c.json");
    }

    @Test
    void failedCallsAreNotRecorded() {
        RecordingEngines recorder = recording(request -> {
            throw new ProviderUnavailableException("gone", null, null);
        });

        assertThatThrownBy(() -> TalkingAgent.with(recorder).say("one"))
                .isInstanceOf(ProviderUnavailableException.class);
        assertThat(recorder.cassette().conversations()).isEmpty();
    }
}
