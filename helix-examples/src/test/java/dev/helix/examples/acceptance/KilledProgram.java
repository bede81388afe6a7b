/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.api.HelixHome;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalPosition;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.core.journal.SegmentJournals;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import dev.helix.worktree.GitWorktrees;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A host program that works until it stops somewhere, where a test kills it. */
public final class KilledProgram {
    /** Printed, on a line of its own, where the program stops. */
    static final String STOPPED = "stopped";

    private KilledProgram() {}

    /** Where the program stops. */
    enum Stop {
        BETWEEN_TURNS,
        /** In the call after the first commit. */
        IN_A_MODEL_CALL,
        /** Where the worktree was made and is not on record. */
        BEFORE_THE_BINDING_IS_RECORDED,
        /** Where main has moved and everything is tidied up, and it is not on record. */
        BEFORE_THE_MERGE_IS_RECORDED,
        /** Nowhere by itself. */
        NOWHERE
    }

    /**
     * Works.
     *
     * @param arguments the home, the repository, where to stop, the command of the agent, that of the check
     */
    public static void main(String... arguments) throws Exception {
        Stop stop = Stop.valueOf(arguments[2]);
        HelixHome home = HelixHome.at(Path.of(arguments[0]));
        ScriptedModel model = new DiligentModel(arguments[3]);
        try (Helix helix = Helix.builder()
                .home(home)
                .engines(ScriptedEngines.of(request -> {
                    if (stop == Stop.IN_A_MODEL_CALL && ScriptedModel.position(request) == 3) {
                        stopHere();
                    }
                    return model.answer(request);
                }))
                .defaultModel("scripted:m")
                .worktrees(GitWorktrees.create())
                .journals(journals(home, stop))
                .build()) {
            Session session = helix.sessions()
                    .create(SessionSpec.in(Path.of(arguments[1]))
                            .verifyWith("sh", "-c", arguments[4])
                            .build());
            System.out.println(session.id());
            if (stop == Stop.BETWEEN_TURNS) {
                session.send(UserTurn.text(DiligentModel.PREPARE));
                stopHere();
            }
            session.send(UserTurn.text(DiligentModel.DELIVER));
        }
    }

    private static JournalStore journals(HelixHome home, Stop stop) {
        return new DecoratedJournals(SegmentJournals.in(home), journal -> new Stopping(journal, stop));
    }

    /** A journal in which the program stops before a record is written. */
    private static final class Stopping extends DecoratedJournals.Decorated {
        private final Stop stop;

        Stopping(Journal journal, Stop stop) {
            super(journal);
            this.stop = stop;
        }

        @Override
        public JournalPosition append(JournalRecord record) {
            boolean here =
                    stop == Stop.BEFORE_THE_BINDING_IS_RECORDED && record.type().equals("WorktreeBound")
                            || stop == Stop.BEFORE_THE_MERGE_IS_RECORDED
                                    && record.type().equals("MergeAttempted");
            if (here) {
                stopHere();
            }
            return super.append(record);
        }
    }

    private static void stopHere() {
        System.out.println(STOPPED);
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException notThatWay) {
                // Only a kill ends this program.
            }
        }
    }
}
