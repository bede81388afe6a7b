/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.AgentName;
import dev.helix.api.manager.AgentUsage;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.message.Content;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.StopReason;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.tool.ToolSpec;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that watch SubAgents from the side of their models: what they are given, and when they are asked. */
class SubAgentTest {
    @TempDir
    Path temporary;

    private Scenario trial;
    private final RecordingHost host = new RecordingHost();

    @BeforeEach
    void layOut() throws IOException {
        trial = Scenario.in(temporary);
    }

    @Test
    void subAgentsAskTheirModelsAtTheSameTime() throws Exception {
        CountDownLatch asked = new CountDownLatch(3);
        ScriptedEngines models = ScriptedEngines.of(dispatching(3)
                .when(
                        ToolCalls::ofSubAgent,
                        ScriptedModel.steps(
                                request -> {
                                    asked.countDown();
                                    if (!asked.await(30, TimeUnit.SECONDS)) {
                                        throw new IllegalStateException(
                                                asked.getCount() + " SubAgents have not asked yet");
                                    }
                                    return ScriptedModel.calls(ToolCalls.write(
                                                    "src/" + ScriptedModel.opening(request) + ".sh", "echo\n"))
                                            .answer(request);
                                },
                                ScriptedModel.says("done"))));

        TaskOutcome outcome = Scenario.run(trial.assemble(models), trial.task("Do three parts."), host);

        assertThat(outcome).isInstanceOf(TaskOutcome.Delivered.class);
        assertThat(trial.repository.changedSince(trial.start))
                .containsExactly("src/part-1.sh", "src/part-2.sh", "src/part-3.sh");
        assertThat(outcome.delivery().agents())
                .extracting(AgentUsage::agent)
                .contains(AgentName.EXECUTION, AgentName.subAgent(1), AgentName.subAgent(2), AgentName.subAgent(3));
    }

    @Test
    void subAgentsGetNoToolToSpawnBindCommitOrDeliver() throws Exception {
        ScriptedEngines models =
                ScriptedEngines.of(dispatching(1).when(ToolCalls::ofSubAgent, ScriptedModel.says("nothing to do")));

        Scenario.run(trial.assemble(models).limits(Scenario.rounds(0)), trial.task("Do a part."), host);

        assertThat(tools(models, "You are a SubAgent"))
                .containsExactlyInAnyOrder("list", "read", "write", "edit", "glob", "grep", "shell");
        assertThat(tools(models, "You are the Execution Agent"))
                .contains(
                        "run_subagent",
                        "create_worktree_binding",
                        "commit",
                        "request_review",
                        "propose_scope",
                        "complete");
    }

    @Test
    void subAgentCannotCallAToolItWasNotGiven() throws Exception {
        ScriptedEngines models = ScriptedEngines.of(dispatching(1)
                .when(
                        ToolCalls::ofSubAgent,
                        ScriptedModel.steps(
                                ScriptedModel.calls(
                                        ToolCalls.subAgent("more"),
                                        ToolCalls.bind(),
                                        ToolCalls.commit("mine"),
                                        ToolCalls.complete(),
                                        ToolCalls.write("src/part-1.sh", "echo\n")),
                                ScriptedModel.says("I tried"))));

        TaskOutcome outcome = Scenario.run(trial.assemble(models), trial.task("Do a part."), host);

        assertThat(outcome).isInstanceOf(TaskOutcome.Delivered.class);
        AgentName subAgent = AgentName.subAgent(1);
        List<CallEvents.ToolCallFinished> calls = RecordingHost.bodies(
                host.events().stream()
                        .filter(event -> event.agent().equals(subAgent))
                        .toList(),
                CallEvents.ToolCallFinished.class);
        assertThat(calls.stream().filter(CallEvents.ToolCallFinished::error))
                .hasSize(4)
                .allMatch(call -> call.firstLine().startsWith("There is no tool named '" + call.tool() + "'"));
        assertThat(host.bodies(SessionEvents.SubAgentStarted.class)).hasSize(1);
    }

    @Test
    void numberOfSubAgentsIsBounded() throws Exception {
        ScriptedEngines models =
                ScriptedEngines.of(dispatching(1000).when(ToolCalls::ofSubAgent, ScriptedModel.says("nothing")));

        TaskOutcome outcome =
                Scenario.run(trial.assemble(models).limits(Scenario.rounds(0)), trial.task("Do many parts."), host);

        assertThat(outcome).isInstanceOf(TaskOutcome.SentBack.class);
        assertThat(host.bodies(SessionEvents.SubAgentStarted.class)).hasSize(24);
    }

    private static ScriptedModel dispatching(int parts) {
        return ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                request -> ScriptedModel.reply(
                        StopReason.TOOL_CALLS,
                        IntStream.rangeClosed(1, parts)
                                .mapToObj(number -> ToolCalls.subAgent("part-" + number))
                                .toArray(Content[]::new)),
                ScriptedModel.calls(ToolCalls.commit("The parts")),
                ScriptedModel.calls(ToolCalls.complete()));
    }

    private static List<String> tools(ScriptedEngines models, String system) {
        ModelRequest first = models.requests().stream()
                .filter(request -> request.system().startsWith(system))
                .findFirst()
                .orElseThrow();
        return first.tools().stream().map(ToolSpec::name).toList();
    }
}
