/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.api.HelixHome;
import dev.helix.api.journal.JournalPosition;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.message.Message;
import dev.helix.api.model.ModelRequest;
import dev.helix.core.Helix;
import dev.helix.core.journal.SegmentJournals;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import dev.helix.worktree.GitWorktrees;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** A host program that carries out a task until a certain event is about to be recorded, where a test kills it. */
public final class KilledTaskProgram {
    /** Printed, on a line of its own, where the program stops. */
    static final String STOPPED = "stopped";

    /** Dispatches a SubAgent, commits and completes, whatever of it is done already. */
    static final ScriptedModel MODEL = request -> step(request).answer(request);

    private KilledTaskProgram() {}

    private static ScriptedModel step(ModelRequest request) {
        if (ToolCalls.ofSubAgent(request)) {
            return ScriptedModel.steps(
                    ScriptedModel.calls(ToolCalls.write("src/part.sh", "echo part\n")),
                    ScriptedModel.says("part done"));
        }
        String said = request.messages().stream().map(Message::text).collect(Collectors.joining("\n"));
        if (!said.contains("Use paths relative to the worktree.")) {
            return ScriptedModel.calls(ToolCalls.bind());
        }
        if (!said.contains("reports:\npart done")) {
            return ScriptedModel.calls(ToolCalls.subAgent("Write the part."));
        }
        return said.contains("committed ")
                ? ScriptedModel.calls(ToolCalls.complete())
                : ScriptedModel.calls(ToolCalls.commit("Add the part"));
    }

    /**
     * Works.
     *
     * @param arguments the home, the repository, the type of the record before which to stop
     */
    public static void main(String... arguments) throws Exception {
        HelixHome home = HelixHome.at(Path.of(arguments[0]));
        try (Helix helix = Helix.builder()
                .home(home)
                .engines(ScriptedEngines.of(MODEL))
                .defaultModel("scripted:m")
                .worktrees(GitWorktrees.create())
                .journals(stopping(SegmentJournals.in(home), arguments[2]))
                .build()) {
            ManagedTask task = helix.manager()
                    .submit(
                            TaskRequest.of("Write a part.")
                                    .in(Path.of(arguments[1]))
                                    .verifyWith(Scenario.CHECK)
                                    .build(),
                            event -> {});
            System.out.println(task.id());
            System.out.println(task.await());
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

    /** {@return journals in which the program stops before a record of one type is written} */
    private static JournalStore stopping(JournalStore kept, String type) {
        return new DecoratedJournals(kept, journal -> new DecoratedJournals.Decorated(journal) {
            @Override
            public JournalPosition append(JournalRecord record) {
                if (record.type().equals(type)) {
                    stopHere();
                }
                return super.append(record);
            }
        });
    }
}
