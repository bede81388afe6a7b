/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.core.Helix;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two pieces of work are green each on its own, touch no line in common, and are red together: one renames a function,
 * the other starts to use it.
 */
class SemanticConflictTest {
    private static final ScriptedModel RENAME = ScriptedModel.steps(
            ScriptedModel.calls(ToolCalls.bind()),
            ScriptedModel.calls(
                    ToolCalls.write("src/greet.sh", "salutation() { echo \"hello $1\"; }\n"),
                    ToolCalls.write("src/main.sh", ". ./src/greet.sh\nsalutation world\n")),
            ScriptedModel.calls(ToolCalls.shell("sh check.sh")),
            ScriptedModel.calls(ToolCalls.commit("Call it a salutation")),
            ScriptedModel.calls(ToolCalls.complete()));
    private static final String USES_OLD_NAME = ". ./src/greet.sh\ntest \"$(greeting moon)\" = 'hello moon'\n";
    private static final String USES_NEW_NAME = ". ./src/greet.sh\ntest \"$(salutation moon)\" = 'hello moon'\n";

    @TempDir
    Path temporary;

    private Scenario trial;
    private final RecordingHost host = new RecordingHost();
    private final CountDownLatch renamed = new CountDownLatch(1);

    @BeforeEach
    void layOut() throws IOException {
        trial = Scenario.in(temporary);
    }

    @Test
    void secondOfTwoTasksThatAreRedTogetherDoesNotLand() throws Exception {
        TaskOutcome second = deliverBoth(usingTheOldName(), 0);

        assertThat(second).isInstanceOfSatisfying(TaskOutcome.SentBack.class, sentBack -> {
            assertThat(sentBack.criterion()).isEqualTo(Criterion.IMPLEMENTED);
            assertThat(sentBack.explanation())
                    .contains("On the result of merging with main", "test/moon.sh", "greeting: not found");
            assertThat(sentBack.binding()).isPresent();
        });
        assertGreenBeforeTheMerge();
        assertThat(trial.repository.git("rev-list", "--count", "--first-parent", trial.start + "..main"))
                .isEqualTo("1");
        assertThat(trial.repository.tryGit("show", "main:test/moon.sh").status())
                .isNotZero();
        trial.repository.assertSound();
    }

    @Test
    void agentToldOfTheFailureCanMendIt() throws Exception {
        TaskOutcome second = deliverBoth(
                usingTheOldName()
                        .then(
                                5,
                                ScriptedModel.calls(
                                        ToolCalls.write("src/greet.sh", "salutation() { echo \"hello $1\"; }\n"),
                                        ToolCalls.write("src/main.sh", ". ./src/greet.sh\nsalutation world\n"),
                                        ToolCalls.write("test/moon.sh", USES_NEW_NAME)),
                                ScriptedModel.calls(ToolCalls.commit("Follow the new name")),
                                ScriptedModel.calls(ToolCalls.complete())),
                1);

        assertThat(second).isInstanceOf(TaskOutcome.Delivered.class);
        assertThat(second.delivery().gaps()).singleElement().asString().contains("greeting: not found");
        assertThat(trial.repository.onMain("test/moon.sh")).isEqualTo(USES_NEW_NAME.strip());
        assertThat(trial.repository.git("rev-list", "--count", "--first-parent", trial.start + "..main"))
                .isEqualTo("2");
        trial.repository.assertNothingLeft();
    }

    @Test
    void workThatFailsWithTheUsersNewCommitDoesNotLand() throws Exception {
        try (Helix helix = trial.assemble(ScriptedEngines.of(usingTheOldName()))
                .limits(Scenario.rounds(0))
                .build()) {
            host.also(event -> {
                if (event.body() instanceof DeliveryEvents.WorktreeBound) {
                    trial.repository
                            .write("src/greet.sh", "salutation() { echo \"hello $1\"; }\n")
                            .write("src/main.sh", ". ./src/greet.sh\nsalutation world\n")
                            .commitAll("Call it a salutation");
                    renamed.countDown();
                }
            });

            TaskOutcome outcome =
                    helix.manager().submit(trial.task("Greet the moon."), host).await(Scenario.LIMIT);

            assertThat(outcome).isInstanceOf(TaskOutcome.SentBack.class);
            assertThat(outcome.explanation()).contains("greeting: not found");
            assertThat(trial.repository.git("log", "-1", "--format=%s", "main")).isEqualTo("Call it a salutation");
            trial.repository.assertSound();
        }
    }

    private TaskOutcome deliverBoth(ScriptedModel second, int rounds) throws InterruptedException {
        ScriptedModel both = request ->
                ScriptedModel.opening(request).startsWith("Rename") ? RENAME.answer(request) : second.answer(request);
        try (Helix helix = trial.assemble(ScriptedEngines.of(both))
                .limits(Scenario.rounds(rounds))
                .build()) {
            CountDownLatch bound = new CountDownLatch(1);
            host.also(event -> {
                if (event.body() instanceof DeliveryEvents.WorktreeBound) {
                    bound.countDown();
                }
            });
            ManagedTask moon = helix.manager().submit(trial.task("Greet the moon."), host);
            bound.await();
            TaskOutcome first = helix.manager()
                    .submit(trial.task("Rename the greeting."), new RecordingHost())
                    .await(Scenario.LIMIT);
            assertThat(first).isInstanceOf(TaskOutcome.Delivered.class);
            renamed.countDown();
            return moon.await(Scenario.LIMIT);
        }
    }

    /** Claims to be done only once the function has its new name on main. */
    private ScriptedModel usingTheOldName() {
        return ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(ToolCalls.write("test/moon.sh", USES_OLD_NAME)),
                ScriptedModel.calls(ToolCalls.shell("sh check.sh")),
                ScriptedModel.calls(ToolCalls.commit("Greet the moon")),
                request -> {
                    renamed.await();
                    return ScriptedModel.calls(ToolCalls.complete()).answer(request);
                });
    }

    /** The agent's own check, before the merge, was green. */
    private void assertGreenBeforeTheMerge() {
        assertThat(host.bodies(CallEvents.ToolCallFinished.class))
                .filteredOn(call -> call.tool().equals("shell"))
                .singleElement()
                .matches(call -> !call.error());
        List<DeliveryEvents.MergeAttempted> attempts = host.bodies(DeliveryEvents.MergeAttempted.class);
        assertThat(attempts).singleElement().matches(attempt -> attempt.outcome() instanceof MergeOutcome.CheckFailed);
    }
}
