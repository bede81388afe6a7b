/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.ModelRequest;
import dev.helix.testkit.Cassette;
import dev.helix.testkit.RecordingEngines;
import dev.helix.testkit.ReplayEngines;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that a delivery recorded in one home and repository is played in another one and has the same outcome. The model
 * of the recording uses all that differs from run to run: absolute paths, hashes, the branch, times, two SubAgents that
 * are numbered as they come.
 */
class RecordedDeliveryTest {
    private static final Pattern WORKTREE = Pattern.compile("worktree: (.+)");
    private static final Pattern BASE = Pattern.compile("base: main at (\\w+)");

    @TempDir
    private Path folder;

    private static ScriptedModel worker() {
        ScriptedModel execution = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.shell("pwd"), ToolCalls.read("check.sh")),
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(ToolCalls.subAgent("part one"), ToolCalls.subAgent("part two")),
                request -> ScriptedModel.calls(inWorktree(request)).answer(request),
                ScriptedModel.calls(ToolCalls.commit("Parts")),
                ScriptedModel.calls(ToolCalls.complete()));
        ScriptedModel subAgent = ScriptedModel.steps(
                request -> ScriptedModel.calls(ToolCalls.write(
                                "src/" + ScriptedModel.opening(request).replace(' ', '-') + ".sh", "echo\n"))
                        .answer(request),
                ScriptedModel.says("It is done."));
        return execution.when(ToolCalls::ofSubAgent, subAgent);
    }

    /** Names the worktree by its absolute path and the base by its hash, as the tool that binds told them. */
    private static ToolCall[] inWorktree(ModelRequest request) {
        String all = request.messages().toString();
        String worktree = first(WORKTREE, all);
        return new ToolCall[] {
            ToolCalls.read(worktree + "/src/part-one.sh"),
            ToolCalls.shell("date; pwd; git show --stat " + first(BASE, all) + "; git branch --show-current"),
            ToolCalls.write(worktree + "/src/three.sh", "echo three\n")
        };
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    /** Runs the task in a home and a repository of its own and returns the tree that main has then. */
    private String delivered(String place, EngineFactory engines) throws IOException, InterruptedException {
        Scenario scenario = Scenario.in(Files.createDirectories(folder.resolve(place)));
        TaskOutcome outcome = Scenario.run(
                scenario.assemble(engines),
                scenario.task("Do two parts in " + scenario.repository.root() + "/src."),
                new RecordingHost());

        assertThat(outcome).as(outcome.explanation()).isInstanceOf(TaskOutcome.Delivered.class);
        assertThat(scenario.repository.changedSince(scenario.start))
                .containsExactly("src/part-one.sh", "src/part-two.sh", "src/three.sh");
        scenario.repository.assertNothingLeft();
        return scenario.repository.git("rev-parse", "main^{tree}");
    }

    @Test
    void recordingIsPlayedInAnotherHomeAndRepository() throws Exception {
        Path file = folder.resolve("parts.cassette.json");
        RecordingEngines recorder = RecordingEngines.of(ScriptedEngines.of(worker()))
                .description("two parts")
                .writingTo(file);
        String recorded = delivered("recorded", recorder);

        String played = delivered("played/elsewhere", ReplayEngines.of(Cassette.read(file)));

        assertThat(played).isEqualTo(recorded);
        assertThat(Files.readString(file)).doesNotContain(folder.toString());
    }

    @Test
    void recordingOfAnotherMachineIsPlayed() throws Exception {
        Cassette cassette = Cassettes.named("parts.cassette.json");

        delivered("played", ReplayEngines.of(cassette));
    }
}
