/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.Delivery;
import dev.helix.api.manager.Evidence;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.Verdict;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.RepositoryFacts;
import dev.helix.core.journal.SegmentJournals;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the records of tasks that were delivered or sent back, compared with git and the journal. */
class ManagedOutcomesTest {
    private static final ScriptedModel GOOD = ScriptedModel.steps(
            ScriptedModel.calls(ToolCalls.bind()),
            ScriptedModel.calls(ToolCalls.write("src/one.sh", "echo one\n"), ToolCalls.commit("One")),
            ScriptedModel.calls(ToolCalls.complete()));
    private static final ScriptedModel NEVER_DONE = ScriptedModel.steps(
            ScriptedModel.calls(ToolCalls.bind()),
            ScriptedModel.calls(ToolCalls.write("src/one.sh", "echo one\n"), ToolCalls.commit("One")),
            ScriptedModel.says("I would rather talk about it."));

    @TempDir
    Path temporary;

    private Scenario trial;
    private final RecordingHost host = new RecordingHost();

    @BeforeEach
    void layOut() throws IOException {
        trial = Scenario.in(temporary);
    }

    @Test
    void deliveredTaskProvesEachCriterionWithEvidenceThatGitConfirms() throws Exception {
        TaskOutcome outcome = Scenario.run(trial.assemble(ScriptedEngines.of(GOOD)), trial.task("Write a file."), host);

        assertThat(outcome).isInstanceOf(TaskOutcome.Delivered.class);
        Delivery delivery = outcome.delivery();
        assertThat(delivery.repositories().get(0).verdicts())
                .extracting(Verdict::criterion)
                .containsExactly(Criterion.values());
        assertThat(delivery.repositories().get(0).verdicts())
                .allMatch(Verdict::proven)
                .noneMatch(verdict -> verdict.evidence().isEmpty());
        MergeOutcome.Merged merged =
                (MergeOutcome.Merged) delivery.repositories().get(0).merge().orElseThrow();
        assertThat(trial.repository.head()).isEqualTo(merged.commit().value());
        assertThat(trial.repository.git("rev-parse", "main^{tree}"))
                .isEqualTo(merged.tree().value());
        assertThat(trial.repository.git("rev-list", "--parents", "-1", "main"))
                .isEqualTo(merged.commit() + " " + trial.start + " "
                        + merged.parents().get(1));
        assertThat(evidence(delivery, Criterion.VERIFIED))
                .allMatch(one -> one.tree().orElseThrow().equals(merged.tree()))
                .anyMatch(
                        one -> one.source().equals("sh check.sh") && one.text().contains("exit status 0"));
        assertThat(trial.repository.git("log", "-1", "--format=%(trailers:key=Helix-Baseline,valueonly)", "main"))
                .contains(delivery.baseline().hash());
        assertThat(delivery.baseline().request()).isEqualTo("Write a file.");
        trial.repository.assertNothingLeft();
    }

    @Test
    void taskIsSentBackOnceItsRoundsAreUsedAndTheWorkStays() throws Exception {
        TaskOutcome outcome = Scenario.run(
                trial.assemble(ScriptedEngines.of(NEVER_DONE)).limits(Scenario.rounds(2)),
                trial.task("Write a file."),
                host);

        assertThat(outcome).isInstanceOf(TaskOutcome.SentBack.class);
        assertThat(outcome.explanation()).contains("without a call of complete");
        assertThat(outcome.delivery().gaps()).hasSize(2);
        assertThat(host.bodies(TaskEvents.SentBack.class))
                .extracting(TaskEvents.SentBack::round)
                .containsExactly(1, 2);
        assertThat(host.bodies(SessionEvents.TurnStarted.class)).hasSize(3);
        BindingInfo binding = ((TaskOutcome.SentBack) outcome).binding().orElseThrow();
        assertThat(trial.repository.git("show", binding.branch() + ":src/one.sh"))
                .isEqualTo("echo one");
        assertThat(Files.readString(binding.worktree().resolve("src/one.sh"))).isEqualTo("echo one\n");
        assertThat(trial.mainMoved()).isFalse();
        trial.repository.assertSound();
    }

    @Test
    void claimWithoutAnyWorkIsSentBack() throws Exception {
        TaskOutcome outcome = Scenario.run(
                trial.assemble(ScriptedEngines.of(ScriptedModel.calls(ToolCalls.complete())))
                        .limits(Scenario.rounds(1)),
                trial.task("Write a file."),
                host);

        assertThat(outcome).isInstanceOfSatisfying(TaskOutcome.SentBack.class, sentBack -> {
            assertThat(sentBack.criterion()).isEqualTo(Criterion.IMPLEMENTED);
            assertThat(sentBack.binding()).isEmpty();
        });
        trial.repository.assertNothingLeft();
    }

    @Test
    void claimWithoutACommitIsSentBack() throws Exception {
        ScriptedModel model =
                ScriptedModel.steps(ScriptedModel.calls(ToolCalls.bind()), ScriptedModel.calls(ToolCalls.complete()));

        TaskOutcome outcome = Scenario.run(
                trial.assemble(ScriptedEngines.of(model)).limits(Scenario.rounds(0)), trial.task("Write."), host);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TaskOutcome.SentBack.class,
                        sentBack -> assertThat(sentBack.criterion()).isEqualTo(Criterion.COMMITTED));
        assertThat(trial.mainMoved()).isFalse();
    }

    @Test
    void eventsAreNumberedWithoutGapsAndTheJournalHoldsThemAll() throws Exception {
        TaskOutcome outcome = Scenario.run(trial.assemble(ScriptedEngines.of(GOOD)), trial.task("Write a file."), host);

        List<SessionEvent> events = host.events();
        assertThat(events)
                .extracting(SessionEvent::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(types(events))
                .startsWith("TaskSubmitted", "BaselineLocked", "TurnStarted", "MessageAdded")
                .containsSubsequence(
                        "WorktreeBound",
                        "Committed",
                        "CompletionClaimed",
                        "Reviewed",
                        "ChangesSummarised",
                        "MergePrepared",
                        "MergeAttempted",
                        "CriterionJudged")
                .endsWith("TaskEnded");
        try (JournalStore store = SegmentJournals.in(trial.home);
                Journal journal = store.open(outcome.delivery().session())) {
            List<JournalRecord> records = journal.read(1, 10_000);
            assertThat(records).hasSize(events.size());
            for (SessionEvent event : events) {
                JournalRecord record = records.get((int) event.sequence() - 1);
                assertThat(record.sequence()).isEqualTo(event.sequence());
                assertThat(record.at()).isEqualTo(event.at());
                assertThat(record.type()).isEqualTo(event.body().getClass().getSimpleName());
            }
        }
    }

    @Test
    void evidenceOfACleanCheckoutTellsWhatTheUserHadThereBeforeTheMerge() throws Exception {
        trial.repository.write("scratch.txt", "of the user\n");

        TaskOutcome outcome = Scenario.run(trial.assemble(ScriptedEngines.of(GOOD)), trial.task("Write a file."), host);

        assertThat(outcome).isInstanceOf(TaskOutcome.Delivered.class);
        assertThat(evidence(outcome.delivery(), Criterion.CLEAN))
                .extracting(Evidence::source, Evidence::text)
                .startsWith(
                        tuple(RepositoryFacts.STATUS_COMMAND, "?? scratch.txt"),
                        tuple("the same command before the merge", "?? scratch.txt"));
    }

    private static List<String> types(List<SessionEvent> events) {
        return events.stream()
                .map(event -> event.body().getClass().getSimpleName())
                .toList();
    }

    private static List<Evidence> evidence(Delivery delivery, Criterion criterion) {
        return delivery.repositories().get(0).verdicts().stream()
                .filter(verdict -> verdict.criterion() == criterion)
                .flatMap(verdict -> verdict.evidence().stream())
                .toList();
    }
}
