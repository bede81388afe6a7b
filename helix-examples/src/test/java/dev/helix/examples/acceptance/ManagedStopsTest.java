/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.BlockedReason;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.Limits;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.Verdict;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.worktree.SavedRef;
import dev.helix.core.Helix;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that stop tasks in every way there is and look where the work went. */
class ManagedStopsTest {
    @TempDir
    Path temporary;

    private Scenario trial;
    private final RecordingHost host = new RecordingHost();

    @BeforeEach
    void layOut() throws IOException {
        trial = Scenario.in(temporary);
    }

    @Test
    void cancelledWorkIsKeptUnderARefCommittedOrNot() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        ScriptedModel model = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(
                        ToolCalls.write("src/one.sh", "echo 1\n"),
                        ToolCalls.commit("One"),
                        ToolCalls.write("src/two.sh", "echo 2\n")),
                request -> {
                    asked.countDown();
                    new CountDownLatch(1).await();
                    throw new IllegalStateException("nobody counts this down");
                });

        TaskOutcome outcome;
        try (Helix helix = trial.assemble(ScriptedEngines.of(model)).build()) {
            ManagedTask task = helix.manager().submit(trial.task("Write two files."), host);
            asked.await();
            task.cancel();
            outcome = task.await(Scenario.LIMIT);
        }

        assertAbandoned(outcome, "task-cancelled");
        SavedRef saved = ((TaskOutcome.Abandoned) outcome).saved();
        assertThat(trial.repository.git("show", saved.ref().orElseThrow() + ":src/one.sh"))
                .isEqualTo("echo 1");
        assertThat(trial.repository.git("show", saved.ref().orElseThrow() + ":src/two.sh"))
                .isEqualTo("echo 2");
        assertThat(trial.repository.git("rev-parse", saved.ref().orElseThrow()))
                .isEqualTo(saved.commit().orElseThrow().value());
    }

    @Test
    void workOfAFailedModelIsKeptUnderARef() throws Exception {
        ScriptedModel model = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(ToolCalls.write("src/one.sh", "echo 1\n")),
                request -> {
                    throw new RequestRejectedException("the model was switched off", null);
                });

        TaskOutcome outcome =
                Scenario.run(trial.assemble(ScriptedEngines.of(model)), trial.task("Write a file."), host);

        assertAbandoned(outcome, "model-request-rejected");
        assertThat(outcome.explanation()).isEqualTo("the model was switched off");
        String ref = ((TaskOutcome.Abandoned) outcome).saved().ref().orElseThrow();
        assertThat(trial.repository.git("show", ref + ":src/one.sh")).isEqualTo("echo 1");
    }

    @Test
    void worktreeThatCannotBeReadEndsSentBackWithTheGap() throws Exception {
        ScriptedModel model = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(ToolCalls.shell("git init -q src/own && touch src/own/file"), ToolCalls.complete()),
                ScriptedModel.calls(ToolCalls.complete()));

        TaskOutcome outcome = Scenario.run(
                trial.assemble(ScriptedEngines.of(model)).limits(Scenario.rounds(1)),
                trial.task("Write a file."),
                host);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TaskOutcome.SentBack.class,
                        back -> assertThat(back.explanation()).contains("src/own"));
        assertThat(outcome.delivery().repositories().get(0).verdicts())
                .extracting(Verdict::proven)
                .doesNotContain(true);
        assertThat(trial.mainMoved()).isFalse();
    }

    @Test
    void taskThatRunsOutOfTimeIsBlockedAndItsWorkStaysInItsWorktree() throws Exception {
        ScriptedModel model = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind(), ToolCalls.write("src/one.sh", "echo 1\n")), request -> {
                    new CountDownLatch(1).await();
                    throw new IllegalStateException("nobody counts this down");
                });

        TaskOutcome outcome = Scenario.run(
                trial.assemble(ScriptedEngines.of(model))
                        .limits(Limits.builder().taskTime(Duration.ofSeconds(3)).build()),
                trial.task("Write a file."),
                host);

        assertBlocked(outcome, BlockedReason.LIMIT_REACHED);
        Path worktree =
                outcome.delivery().repositories().get(0).binding().orElseThrow().worktree();
        assertThat(worktree.resolve("src/one.sh")).hasContent("echo 1");
        assertThat(trial.mainMoved()).isFalse();
    }

    @Test
    void outageBlocksTheTaskAndARetryLetsTheAgentsWorkOn() throws Exception {
        AtomicBoolean down = new AtomicBoolean(true);
        ScriptedModel model = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind(), ToolCalls.write("src/one.sh", "echo 1\n")),
                request -> {
                    if (down.get()) {
                        throw new ProviderUnavailableException("the provider is down", null, null);
                    }
                    return ScriptedModel.calls(ToolCalls.commit("One")).answer(request);
                },
                ScriptedModel.calls(ToolCalls.complete()));

        try (Helix helix = trial.assemble(ScriptedEngines.of(model)).build()) {
            ManagedTask task = helix.manager().submit(trial.task("Write a file."), host);
            TaskOutcome first = task.await(Scenario.LIMIT);

            assertBlocked(first, BlockedReason.PROVIDER_UNAVAILABLE);
            assertThat(first.explanation()).contains("the provider is down");
            assertThat(task.isDone()).isFalse();
            assertThat(trial.mainMoved()).isFalse();

            down.set(false);
            assertThat(task.retry()).isInstanceOf(TaskOutcome.Delivered.class);
            assertThat(task.isDone()).isTrue();
            assertThat(trial.repository.onMain("src/one.sh")).isEqualTo("echo 1");
            trial.repository.assertNothingLeft();
        }
    }

    @Test
    void lastingOutageKeepsTheTaskBlocked() throws Exception {
        ScriptedModel model = request -> {
            throw new ProviderUnavailableException("the provider is down", null, null);
        };

        try (Helix helix = trial.assemble(ScriptedEngines.of(model)).build()) {
            ManagedTask task = helix.manager().submit(trial.task("Write a file."), host);
            task.await(Scenario.LIMIT);

            assertBlocked(task.retry(), BlockedReason.PROVIDER_UNAVAILABLE);
            task.cancel();

            assertAbandoned(task.await(), "task-cancelled");
        }
    }

    @Test
    void taskWithoutWorkLeavesNothingBehind() throws Exception {
        ScriptedModel model = request -> {
            throw new RequestRejectedException("no", null);
        };

        TaskOutcome outcome = Scenario.run(trial.assemble(ScriptedEngines.of(model)), trial.task("Do nothing."), host);

        assertAbandoned(outcome, "model-request-rejected");
        assertThat(((TaskOutcome.Abandoned) outcome).saved().ref()).isEmpty();
        assertThat(trial.repository.git("for-each-ref"))
                .endsWith("refs/heads/main")
                .doesNotContain("\n");
    }

    @Test
    void cancellingAfterTheMergeLeavesItDelivered() throws Exception {
        AtomicReference<ManagedTask> running = new AtomicReference<>();
        CountDownLatch submitted = new CountDownLatch(1);
        ScriptedModel model = request -> {
            submitted.await();
            return ScriptedModel.steps(
                            ScriptedModel.calls(ToolCalls.bind()),
                            ScriptedModel.calls(ToolCalls.write("src/one.sh", "echo 1\n"), ToolCalls.commit("One")),
                            ScriptedModel.calls(ToolCalls.complete()))
                    .answer(request);
        };
        host.also(event -> {
            if (event.body() instanceof DeliveryEvents.MergeAttempted) {
                running.get().cancel();
            }
        });

        TaskOutcome outcome;
        try (Helix helix = trial.assemble(ScriptedEngines.of(model)).build()) {
            running.set(helix.manager().submit(trial.task("Write a file."), host));
            submitted.countDown();
            outcome = running.get().await(Scenario.LIMIT);
        }

        assertThat(outcome).isInstanceOf(TaskOutcome.Delivered.class);
        assertThat(trial.repository.onMain("src/one.sh")).isEqualTo("echo 1");
        trial.repository.assertNothingLeft();
    }

    @Test
    void defectOfAnEngineEndsTheTaskWithAnOutcome() throws Exception {
        ScriptedModel model = request -> {
            throw new StackOverflowError("an engine of the host's own");
        };

        TaskOutcome outcome = Scenario.run(trial.assemble(ScriptedEngines.of(model)), trial.task("Do it."), host);

        assertAbandoned(outcome, "internal-defect");
    }

    @Test
    void dirtyCheckoutBlocksTheTaskAndARetryDelivers() throws Exception {
        trial.repository.write("docs/guide.md", "half a sentence");
        ScriptedModel model = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(ToolCalls.write("src/one.sh", "echo 1\n"), ToolCalls.commit("One")),
                ScriptedModel.calls(ToolCalls.complete()));

        try (Helix helix = trial.assemble(ScriptedEngines.of(model)).build()) {
            ManagedTask task = helix.manager().submit(trial.task("Write a file."), host);
            TaskOutcome first = task.await(Scenario.LIMIT);

            assertThat(first)
                    .isInstanceOfSatisfying(
                            TaskOutcome.Blocked.class,
                            waiting -> assertThat(waiting.reason()).isEqualTo(BlockedReason.CHECKOUT_DIRTY));
            assertThat(trial.mainMoved()).isFalse();
            assertThat(Files.readString(trial.repository.root().resolve("docs/guide.md")))
                    .isEqualTo("half a sentence");

            trial.repository.git("checkout", "-q", "--", "docs/guide.md");
            TaskOutcome second = task.retry();

            assertThat(second).isInstanceOf(TaskOutcome.Delivered.class);
            assertThat(trial.repository.onMain("src/one.sh")).isEqualTo("echo 1");
            trial.repository.assertNothingLeft();
            assertThat(host.bodies(TaskEvents.TaskEnded.class))
                    .extracting(TaskEvents.TaskEnded::outcome)
                    .containsExactly(TaskOutcome.Kind.BLOCKED, TaskOutcome.Kind.DELIVERED);
            assertThatThrownBy(task::retry)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("is not waiting for anything");
        }
    }

    private static void assertBlocked(TaskOutcome outcome, BlockedReason reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TaskOutcome.Blocked.class,
                        blocked -> assertThat(blocked.reason()).isEqualTo(reason));
    }

    private void assertAbandoned(TaskOutcome outcome, String code) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TaskOutcome.Abandoned.class,
                        abandoned -> assertThat(abandoned.code()).isEqualTo(code));
        assertThat(trial.mainMoved()).isFalse();
        trial.repository.assertNothingLeft();
        assertThat(trial.home.root().resolve("worktree")).doesNotExist();
    }
}
