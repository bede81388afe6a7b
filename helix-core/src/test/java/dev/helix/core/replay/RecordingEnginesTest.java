/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingEnginesTest {

    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";
    private static final String OTHER_HASH = "fedcba9876543210fedcba9876543210fedcba98";

    @TempDir
    private Path temp;

    private static final Origin ORIGIN = new Origin("fake", "fake", "m");

    /** Answers as a model that reads a file in the directory it was told and reports the commit it saw. */
    private static EngineFactory model(String directory, String hash) {
        return factory(request -> {
            if (request.messages().size() == 1) {
                return List.of(
                        Thinking.of(ORIGIN, "secret", "sig"),
                        Text.of("I look into " + directory + ", as {{you}} said."),
                        ToolCall.of("c1", "read", "{\"path\":\"" + directory + "/a\"}"),
                        Opaque.of(ORIGIN, "{\"at\":\"" + directory + "\"}"));
            }
            return List.of(Text.of("It is at " + hash + ", not at cafebabe."));
        });
    }

    private static EngineFactory factory(Function<ModelRequest, List<Content>> answers) {
        return new EngineFactory() {
            @Override
            public String provider() {
                return "fake";
            }

            @Override
            public ModelEngine open(EngineTarget target) {
                return new ModelEngine() {
                    @Override
                    public Origin origin() {
                        return ORIGIN;
                    }

                    @Override
                    public ModelReply generate(ModelRequest request, ModelListener listener) {
                        return ModelReply.of(
                                new AssistantMessage(answers.apply(request), origin()),
                                StopReason.END,
                                Usage.builder()
                                        .inputTokens(1)
                                        .outputTokens(2)
                                        .cacheReadTokens(3)
                                        .cacheWriteTokens(4)
                                        .build());
                    }
                };
            }
        };
    }

    private static List<String> deliver(EngineFactory engines, String session, String directory, String hash)
            throws InterruptedException {
        return new Conversations(engines, session, "")
                .run(
                        "Look into " + directory + " please",
                        call -> "branch aiagent/" + session + "/x-" + hash.substring(0, 8) + " at " + hash
                                + " job: build-" + session.length());
    }

    @Test
    void aRecordingPlaysInAnotherSessionDirectoryAndRepository() throws InterruptedException {
        RecordingEngines recorder =
                RecordingEngines.of(model("/first/place", HASH), "a look").with("repo", Path.of("/first/place"));
        List<String> recorded = deliver(recorder, "abcdefghij234567", "/first/place", HASH);

        List<String> played = deliver(
                ReplayEngines.of(recorder.cassette()).with("repo", Path.of("/second")),
                "zzzzzzzz22222222",
                "/second",
                OTHER_HASH);

        assertThat(recorded)
                .containsExactly(
                        "I look into /first/place, as {{you}} said.",
                        "read{\"path\":\"/first/place/a\"}",
                        "It is at " + HASH + ", not at cafebabe.");
        assertThat(played)
                .containsExactly(
                        "I look into /second, as {{you}} said.",
                        "read{\"path\":\"/second/a\"}",
                        "It is at " + OTHER_HASH + ", not at cafebabe.");
        assertThat(recorder.cassette().json())
                .doesNotContain("/first/place")
                .doesNotContain(HASH)
                .doesNotContain("abcdefghij234567");
    }

    @Test
    void allPartsOfAReplyComeBack() throws InterruptedException {
        RecordingEngines recorder = RecordingEngines.of(model("/d", HASH), "");
        ModelReply original = Conversations.with(recorder).say("Look");

        ModelReply played =
                Conversations.with(ReplayEngines.of(recorder.cassette())).say("Look");

        assertThat(played.message().content()).isEqualTo(original.message().content());
        assertThat(played.stop()).isEqualTo(original.stop());
        assertThat(played.usage()).isEqualTo(original.usage());
    }

    @Test
    void capturedValuesMayDiffer() throws InterruptedException {
        EngineFactory echo = factory(request -> List.of(
                Text.of("worked in " + request.messages().get(0).text().replaceAll("(?s).*tree=(\\S+).*", "$1"))));
        RecordingEngines recorder = RecordingEngines.of(echo, "").capture("tree", Pattern.compile("tree=(\\S+)"));
        Conversations.with(recorder).say("go tree=/w/one");

        ModelReply played =
                Conversations.with(ReplayEngines.of(recorder.cassette())).say("go tree=/w/two");

        assertThat(played.message().text()).isEqualTo("worked in /w/two");
        assertThatThrownBy(() -> recorder.capture("x", Pattern.compile("no group")))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void anotherConversationIsAMismatchThatShowsTheNearest() throws InterruptedException {
        RecordingEngines recorder = RecordingEngines.of(model("/d", HASH), "a look");
        Conversations.with(recorder).say("Look into the blue box");

        assertThatThrownBy(() -> Conversations.with(ReplayEngines.of(recorder.cassette()))
                        .say("Look into the red box"))
                .isInstanceOf(CassetteMismatchException.class)
                .hasMessageContaining("whose last message is: Look into the red box")
                .hasMessageContaining("at position 0, with: Look into the blue box");
    }

    @Test
    void severalAnswersToTheSameConversationComeInOrder() throws InterruptedException {
        int[] count = {0};
        RecordingEngines recorder =
                RecordingEngines.of(factory(request -> List.of(Text.of("answer " + ++count[0]))), "");
        Conversations.with(recorder).say("Same");
        Conversations.with(recorder).say("Same");

        ReplayEngines replay = ReplayEngines.of(recorder.cassette());

        assertThat(Conversations.with(replay).say("Same").message().text()).isEqualTo("answer 1");
        assertThat(Conversations.with(replay).say("Same").message().text()).isEqualTo("answer 2");
        assertThat(Conversations.with(replay).say("Same").message().text()).isEqualTo("answer 2");
    }

    @Test
    void theFileIsCompleteAfterEachExchangeAndTheOwnersAlone() throws IOException, InterruptedException {
        Path file = temp.resolve("c.json");
        RecordingEngines recorder =
                RecordingEngines.of(model("/d", HASH), "kept").writingTo(file);

        Conversations.with(recorder).say("one");
        assertThat(Cassette.read(file).exchanges()).hasSize(1);
        Conversations.with(recorder).say("two");
        assertThat(Cassette.read(file).exchanges()).hasSize(2);

        assertThat(Cassette.read(file).description()).isEqualTo("kept");
        assertThat(Cassette.read(file).kind()).isEqualTo(Cassette.Kind.RECORDED);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(temp)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsTold() {
        RecordingEngines recorder =
                RecordingEngines.of(model("/d", HASH), "").writingTo(temp.resolve("missing/c.json"));

        assertThatThrownBy(() -> Conversations.with(recorder).say("one"))
                .isInstanceOf(CassetteFileException.class)
                .hasMessageContaining("missing/c.json");
    }

    @Test
    void failedCallsAreNotRecorded() {
        RecordingEngines recorder = RecordingEngines.of(
                factory(request -> {
                    throw new ProviderUnavailableException("gone", null, null);
                }),
                "");

        assertThatThrownBy(() -> Conversations.with(recorder).say("one"))
                .isInstanceOf(ProviderUnavailableException.class);
        assertThat(recorder.cassette().exchanges()).isEmpty();
    }
}
