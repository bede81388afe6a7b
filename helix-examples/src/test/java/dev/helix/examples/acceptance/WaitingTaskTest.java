/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.BlockedReason;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.Limits;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.session.SessionClosedException;
import dev.helix.core.Helix;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of tasks whose work is ready while the user's checkout is in the way. */
class WaitingTaskTest {
    private static final ScriptedModel WRITES_ONE = ScriptedModel.steps(
            ScriptedModel.calls(ToolCalls.bind()),
            ScriptedModel.calls(ToolCalls.write("src/one.sh", "echo 1\n"), ToolCalls.commit("One")),
            ScriptedModel.calls(ToolCalls.complete()));

    @TempDir
    Path temporary;

    private Scenario trial;
    private final RecordingHost host = new RecordingHost();

    @BeforeEach
    void layOut() throws IOException {
        trial = Scenario.in(temporary);
        trial.repository.write("src/one.sh", "the user's own\n");
    }

    @Test
    void retriedTaskEndsAsTheRetryDid() throws Exception {
        try (Helix helix = trial.assemble(ScriptedEngines.of(WRITES_ONE)).build()) {
            ManagedTask task = helix.manager().submit(trial.task("Write a file."), host);
            assertThat(task.await(Scenario.LIMIT)).isInstanceOf(TaskOutcome.Blocked.class);
            Files.delete(trial.repository.root().resolve("src/one.sh"));

            TaskOutcome again = task.retry();

            assertThat(again).isInstanceOf(TaskOutcome.Delivered.class);
            assertThat(task.await()).isSameAs(again);
            assertThat(helix.manager().find(task.id())).contains(task);
            assertThat(task.isDone()).isTrue();
            assertThatThrownBy(task::retry).isInstanceOf(InvalidRequestException.class);
        }
        trial.repository.assertNothingLeft();
    }

    @Test
    void cancelledWaitingTaskKeepsItsWorkUnderARef() throws Exception {
        try (Helix helix = trial.assemble(ScriptedEngines.of(WRITES_ONE)).build()) {
            ManagedTask task = helix.manager().submit(trial.task("Write a file."), host);
            task.await(Scenario.LIMIT);

            task.cancel();

            TaskOutcome.Abandoned abandoned = (TaskOutcome.Abandoned) task.await();
            assertThat(abandoned.code()).isEqualTo("task-cancelled");
            assertThat(trial.repository.git("show", abandoned.saved().ref().orElseThrow() + ":src/one.sh"))
                    .isEqualTo("echo 1");
            assertThat(helix.manager().find(task.id())).contains(task);
            assertThat(task.isDone()).isTrue();
        }
        assertThat(trial.mainMoved()).isFalse();
    }

    @Test
    void closedInstanceLeavesTheWorkInItsWorktree() throws Exception {
        ManagedTask task;
        Path worktree;
        try (Helix helix = trial.assemble(ScriptedEngines.of(WRITES_ONE)).build()) {
            task = helix.manager().submit(trial.task("Write a file."), host);
            TaskOutcome outcome = task.await(Scenario.LIMIT);
            worktree = outcome.delivery()
                    .repositories()
                    .get(0)
                    .binding()
                    .orElseThrow()
                    .worktree();
        }

        assertThat(worktree.resolve("src/one.sh")).hasContent("echo 1");
        assertThatThrownBy(task::retry).isInstanceOf(SessionClosedException.class);
    }

    @Test
    void hostThatNeverAnswersCannotHoldATaskBeyondItsTime() throws Exception {
        ScriptedModel asks = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()), ScriptedModel.calls(ToolCalls.propose("docs/guide.md")));
        RecordingHost deaf = new RecordingHost(proposal -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException swallowed) {
                Thread.interrupted();
            }
            return null;
        });

        TaskOutcome outcome = Scenario.run(
                trial.assemble(ScriptedEngines.of(asks))
                        .limits(Limits.builder().taskTime(Duration.ofSeconds(3)).build()),
                trial.task("Write a file."),
                deaf);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TaskOutcome.Blocked.class,
                        blocked -> assertThat(blocked.reason()).isEqualTo(BlockedReason.LIMIT_REACHED));
    }
}
