/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalPosition;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.session.Reply;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.PreparedMerge;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.core.Helix;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of merges that landed while what follows them failed: git says how they ended. */
class LandedAnywayTest {
    private static final ScriptedModel WRITES_ONE = ScriptedModel.steps(
            ScriptedModel.calls(ToolCalls.bind()),
            ScriptedModel.calls(ToolCalls.write("src/one.sh", "echo 1\n"), ToolCalls.commit("One")),
            ScriptedModel.calls(ToolCalls.complete()),
            ScriptedModel.says("Done."));

    @TempDir
    Path temporary;

    private Scenario trial;
    private final RecordingHost host = new RecordingHost();

    @BeforeEach
    void layOut() throws IOException {
        trial = Scenario.in(temporary);
    }

    @Test
    void taskIsDeliveredThoughTheJournalTakesNothingFromItsMergeOn() throws Exception {
        JournalStore full = refusing(new FromTheMergeOn());

        TaskOutcome outcome = Scenario.run(
                trial.assemble(ScriptedEngines.of(WRITES_ONE)).journals(full), trial.task("Write a file."), host);

        assertDelivered(outcome);
    }

    @Test
    void taskIsDeliveredThoughTheRecordOfItsMergeIsRefused() throws Exception {
        JournalStore once = refusing(record -> record.type().equals("MergeAttempted"));

        TaskOutcome outcome = Scenario.run(
                trial.assemble(ScriptedEngines.of(WRITES_ONE)).journals(once), trial.task("Write a file."), host);

        assertDelivered(outcome);
    }

    @Test
    void plainSessionReportsItsMergeThoughTheRecordOfItIsRefused() throws Exception {
        JournalStore once = refusing(record -> record.type().equals("MergeAttempted"));
        try (Helix helix =
                trial.assemble(ScriptedEngines.of(WRITES_ONE)).journals(once).build()) {
            Session session = helix.sessions()
                    .create(SessionSpec.in(trial.repository.root())
                            .verifyWith(Scenario.CHECK)
                            .build());

            Reply first = session.send(UserTurn.text("Write a file."));
            Reply second = session.send(UserTurn.text("Thanks."));

            assertThat(first.delivery()).containsInstanceOf(MergeOutcome.Merged.class);
            assertThat(session.history()).anyMatch(message -> message.text().startsWith("Delivered: merged as"));
            assertThat(second.delivery()).isEmpty();
        }
        assertThat(trial.repository.onMain("src/one.sh")).isEqualTo("echo 1");
    }

    @Test
    void retryWhoseMergeLandedIsDeliveredThoughTheJournalTakesNothingFromItOn() throws Exception {
        FromTheMergeOn full = new FromTheMergeOn();
        full.merges = 2;

        assertRetryDelivers(trial.assemble(ScriptedEngines.of(WRITES_ONE))
                .journals(refusing(full))
                .build());
    }

    @Test
    void retryThatFailsAfterItsMergeLandedIsDelivered() throws Exception {
        assertRetryDelivers(
                trial.assemble(ScriptedEngines.of(WRITES_ONE), DecoratedWorktrees.worktrees(FailingAfterLanding::new))
                        .build());
    }

    private void assertRetryDelivers(Helix assembled) throws Exception {
        Path ownFile = trial.repository.root().resolve("src/one.sh");
        Files.writeString(ownFile, "the user's own\n");
        try (Helix helix = assembled) {
            ManagedTask task = helix.manager().submit(trial.task("Write a file."), host);
            assertThat(task.await(Scenario.LIMIT)).isInstanceOf(TaskOutcome.Blocked.class);
            Files.delete(ownFile);

            TaskOutcome again = task.retry();

            assertDelivered(again);
            assertThat(task.isDone()).isTrue();
            assertThat(task.await()).isSameAs(again);
        }
    }

    private void assertDelivered(TaskOutcome outcome) {
        assertThat(outcome).isInstanceOf(TaskOutcome.Delivered.class);
        assertThat(outcome.delivery().repositories().get(0).merge())
                .containsInstanceOf(MergeOutcome.Merged.class)
                .hasValueSatisfying(merged -> assertThat(
                                ((MergeOutcome.Merged) merged).commit().value())
                        .isEqualTo(trial.repository.head()));
        assertThat(trial.repository.onMain("src/one.sh")).isEqualTo("echo 1");
        trial.repository.assertNothingLeft();
    }

    /** Everything from the record of a merge on, as on a disk that is full. */
    private static final class FromTheMergeOn implements Predicate<JournalRecord> {
        private int merges = 1;
        private volatile boolean full;

        @Override
        public synchronized boolean test(JournalRecord record) {
            full |= record.type().equals("MergeAttempted") && --merges == 0;
            return full;
        }
    }

    /** {@return a store that refuses some records} */
    private static JournalStore refusing(Predicate<JournalRecord> refused) {
        return new DecoratedJournals(journal -> new DecoratedJournals.Decorated(journal) {
            @Override
            public JournalPosition append(JournalRecord record) {
                if (refused.test(record)) {
                    throw new JournalException("no space left on device", null);
                }
                return super.append(record);
            }

            @Override
            public void close() {
                super.close();
                if (refused instanceof FromTheMergeOn disk && disk.full) {
                    throw new JournalException("no space left on device", null);
                }
            }
        });
    }

    /** A binding that breaks once its merge has landed. */
    private static final class FailingAfterLanding extends DecoratedWorktrees.Binding {
        FailingAfterLanding(WorktreeBinding git) {
            super(git);
        }

        @Override
        public PreparedMerge prepare(MergeRequest request) throws InterruptedException {
            PreparedMerge prepared = git.prepare(request);
            return new PreparedMerge() {
                @Override
                public BindingInfo binding() {
                    return prepared.binding();
                }

                @Override
                public Optional<MergeOutcome> stopped() {
                    return prepared.stopped();
                }

                @Override
                public Optional<CommitId> commit() {
                    return prepared.commit();
                }

                @Override
                public CommitId base() {
                    return prepared.base();
                }

                @Override
                public List<FileChange> changes() {
                    return prepared.changes();
                }

                @Override
                public List<CheckResult> checks() {
                    return prepared.checks();
                }

                @Override
                public MergeOutcome land() throws InterruptedException {
                    MergeOutcome outcome = prepared.land();
                    if (outcome instanceof MergeOutcome.Merged) {
                        throw new IllegalStateException("broken after it landed");
                    }
                    return outcome;
                }

                @Override
                public void close() {
                    prepared.close();
                }
            };
        }
    }
}
