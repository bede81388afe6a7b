/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixHome;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.Secret;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.core.engine.RetryPolicy;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.testkit.Cassette;
import dev.helix.testkit.RecordingEngines;
import dev.helix.testkit.ReplayEngines;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import dev.helix.testkit.server.FakeAnthropic;
import dev.helix.testkit.server.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that run what {@code docs/testing.md} shows, and that it shows what is run. */
class TestingPageTest {
    private static final Path PAGE = Path.of("../docs/testing.md");
    private static final Path SOURCE = Path.of("src/test/java/dev/helix/examples/testing/TestingPageTest.java");
    private static final Path RECIPE = Path.of("src/test/java/dev/helix/examples/recipes/ReplayTest.java");

    @TempDir
    private Path directory;

    @Test
    void scriptedModelReadsAFileAndTellsWhatItSays() throws Exception {
        Files.writeString(directory.resolve("notes.txt"), "buy milk");

        ScriptedEngines engines = ScriptedEngines.of(ScriptedModel.steps(
                ScriptedModel.calls(ScriptedModel.call("read", "path", "notes.txt")),
                request -> ScriptedModel.says(
                                "It says: " + ScriptedModel.news(request).strip())
                        .answer(request)));

        assertThat(answer(engines, directory)).startsWith("It says:").contains("buy milk");
        assertThat(engines.requests()).hasSize(2);
    }

    @Test
    void recordingIsPlayedInAnotherDirectory() throws Exception {
        EngineFactory real = ScriptedEngines.of(ScriptedModel.steps(
                ScriptedModel.calls(ScriptedModel.call("read", "path", directory.resolve("here/notes.txt"))),
                ScriptedModel.says("Milk.")));
        Path here = Files.createDirectories(directory.resolve("here"));
        Path there = Files.createDirectories(directory.resolve("over/there"));
        Files.writeString(here.resolve("notes.txt"), "buy milk");

        RecordingEngines recorder = RecordingEngines.of(real).writingTo(directory.resolve("notes.cassette.json"));

        assertThat(answer(recorder, here)).isEqualTo("Milk.");
        Cassette cassette = Cassette.read(directory.resolve("notes.cassette.json"));
        Files.move(here.resolve("notes.txt"), there.resolve("notes.txt"));
        assertThat(answer(ReplayEngines.of(cassette), there)).isEqualTo("Milk.");
    }

    private static String answer(EngineFactory engines, Path place) throws InterruptedException {
        try (Helix helix = Helix.builder()
                .home(HelixHome.at(place.resolve("home")))
                .engines(engines)
                .defaultModel(engines.provider() + ":any")
                .build()) {
            return helix.sessions()
                    .create(SessionSpec.in(place).build())
                    .send(UserTurn.text("What do the notes in " + place + " say?"))
                    .text();
        }
    }

    @Test
    void engineGetsThroughToAProviderThatFailsTwice() throws Exception {
        try (FakeAnthropic server = FakeAnthropic.start(ScriptedModel.says("Hello."))
                        .fault(1, Fault.overloaded("0"))
                        .fault(2, Fault.cutInTheMiddle());
                Helix helix = Helix.builder()
                        .home(HelixHome.at(directory.resolve("home")))
                        .engines(AnthropicEngines.builder()
                                .baseUrl(server.baseUrl())
                                .build())
                        .credentials(request -> Optional.of(Secret.of("a-key")))
                        .defaultModel("anthropic:any")
                        .retries(RetryPolicy.builder()
                                .initialDelay(Duration.ofMillis(1))
                                .build())
                        .build()) {
            Session session = helix.sessions().create(SessionSpec.in(directory).build());

            assertThat(session.send(UserTurn.text("Hi")).text()).isEqualTo("Hello.");
            assertThat(server.received()).hasSize(3);
        }
    }

    @Test
    void pageShowsTheCodeThatIsRunHere() throws IOException {
        String page = Files.readString(PAGE);
        String source = Files.readString(SOURCE).replaceAll("\\s", "");
        String cassette = page.substring(page.indexOf("```json\n") + 8, page.indexOf("```\n\nGiven to"));
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
        List<String> shown = block.results().map(found -> found.group(1)).toList();

        assertThat(Files.readString(RECIPE).replaceAll("\\s", "")).contains(cassette.replaceAll("\\s", ""));
        assertThat(shown).hasSize(3);
        assertThat(shown).allSatisfy(code -> assertThat(source).contains(code.replaceAll("\\s", "")));
    }
}
