/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.Reply;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.TurnHandle;
import dev.helix.api.session.UserTurn;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.core.Helix;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of deliveries from plain sessions, without a Manager: same gate, same merge, same refusals. */
class PlainSessionTest {
    private static final Set<Class<?>> STEPS = Set.of(
            DeliveryEvents.WorktreeBound.class,
            DeliveryEvents.Committed.class,
            DeliveryEvents.CompletionClaimed.class,
            DeliveryEvents.Reviewed.class,
            DeliveryEvents.ChangesSummarised.class,
            DeliveryEvents.MergeAttempted.class,
            SessionEvents.TurnFinished.class);

    @TempDir
    Path temporary;

    private Scenario trial;

    @BeforeEach
    void layOut() throws IOException {
        trial = Scenario.in(temporary);
    }

    @Test
    void stepsOfADeliveryComeInTheirOnlyOrder() throws Exception {
        try (Helix helix = trial.assemble(ScriptedEngines.of(writing("one"))).build()) {
            Session session = helix.sessions().create(checked());
            Reply reply = session.send(UserTurn.text("Write one."));

            assertThat(reply.delivery()).get().isInstanceOf(MergeOutcome.Merged.class);
            assertThat(reply.text()).isEqualTo("Delivered.");
            assertThat(steps(session))
                    .containsExactly(
                            "WorktreeBound",
                            "Committed",
                            "CompletionClaimed",
                            "Reviewed",
                            "ChangesSummarised",
                            "MergeAttempted",
                            "TurnFinished");
            assertThat(session.bindings()).isEmpty();
            assertThat(trial.repository.onMain("src/one.sh")).isEqualTo("echo one");
            assertThat(trial.repository.git("log", "-1", "--format=%(trailers:key=Helix-Session,valueonly)", "main"))
                    .contains(session.id().value());
        }
        trial.repository.assertNothingLeft();
    }

    @Test
    void theMergeIsNamedAfterWhatTheUserSaidWhenTheWorkWasBound() throws Exception {
        ScriptedModel model = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(
                        ToolCalls.write("src/one.sh", "echo one\n"),
                        ToolCalls.commit("The model's words,\nover two lines")),
                ScriptedModel.says("Written."),
                ScriptedModel.calls(ToolCalls.complete()),
                ScriptedModel.says("Delivered."));
        try (Helix helix = trial.assemble(ScriptedEngines.of(model)).build()) {
            Session session = helix.sessions().create(checked());
            session.send(UserTurn.text("Write one, please.\nIt says its own name."));
            Reply reply = session.send(UserTurn.text("Yes, go ahead."));

            assertThat(reply.delivery()).get().isInstanceOf(MergeOutcome.Merged.class);
            assertThat(trial.repository.git("log", "-1", "--format=%B", "main"))
                    .startsWith("Write one, please.\n\nWrite one, please.\nIt says its own name.\n");
            assertThat(RecordingHost.bodies(session.events(1), DeliveryEvents.Committed.class))
                    .extracting(DeliveryEvents.Committed::subject)
                    .containsExactly(trial.repository.git("log", "-1", "--format=%s", "main^2"));
        }
    }

    @Test
    void aModelThatWritesAFileGitIgnoresIsToldSoAtOnce() throws Exception {
        trial.repository.write(".gitignore", "*.log\n").commitAll("Ignore logs");
        ScriptedModel model = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(ToolCalls.write("src/a.log", "x\n"), ToolCalls.write("src/a.sh", "echo\n")),
                ScriptedModel.says("Written."));
        try (Helix helix = trial.assemble(ScriptedEngines.of(model)).build()) {
            Session session = helix.sessions().create(checked());
            session.send(UserTurn.text("Write a log."));

            assertThat(session.history().toString())
                    .contains("wrote src/a.log: 1 lines, 2 bytes; git ignores this path")
                    .contains("wrote src/a.sh: 1 lines, 5 bytes]");
        }
    }

    @Test
    void failedReviewSendsTheAgentBackToWork() throws Exception {
        String conflict = "<<<<<<< ours\necho 1\n=======\necho 2\n>>>>>>> theirs\n";
        ScriptedModel model = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(ToolCalls.write("src/one.sh", conflict), ToolCalls.commit("One")),
                ScriptedModel.calls(ToolCalls.complete()),
                ScriptedModel.calls(ToolCalls.write("src/one.sh", "echo one\n"), ToolCalls.commit("Resolve")),
                ScriptedModel.calls(ToolCalls.complete()),
                ScriptedModel.says("Delivered."));
        try (Helix helix = trial.assemble(ScriptedEngines.of(model)).build()) {
            Session session = helix.sessions().create(checked());
            Reply reply = session.send(UserTurn.text("Write one."));

            assertThat(reply.delivery()).get().isInstanceOf(MergeOutcome.Merged.class);
            List<DeliveryEvents.Reviewed> reviews =
                    RecordingHost.bodies(session.events(1), DeliveryEvents.Reviewed.class);
            assertThat(reviews.get(0).findings()).singleElement().asString().contains("conflict markers");
            assertThat(reviews.get(1).findings()).isEmpty();
            assertThat(steps(session))
                    .containsSubsequence("Reviewed", "Committed", "CompletionClaimed", "Reviewed", "MergeAttempted");
        }
    }

    @Test
    void verificationOfTheSessionKeepsRedWorkFromMain() throws Exception {
        ScriptedModel model = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(ToolCalls.write("src/main.sh", "echo\n"), ToolCalls.commit("Be quiet")),
                ScriptedModel.calls(ToolCalls.complete()),
                ScriptedModel.says("I give up."));
        try (Helix helix = trial.assemble(ScriptedEngines.of(model)).build()) {
            Session session = helix.sessions().create(checked());
            Reply reply = session.send(UserTurn.text("Be quiet."));

            assertThat(reply.delivery()).get().isInstanceOf(MergeOutcome.CheckFailed.class);
            assertThat(session.bindings()).hasSize(1);
        }
        assertThat(trial.mainMoved()).isFalse();
        trial.repository.assertSound();
    }

    @Test
    void workOfWhichAPartIsInNoCommitIsNotMerged() throws Exception {
        ScriptedModel model = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(
                        ToolCalls.write("src/one.sh", "echo one\n"),
                        ToolCalls.commit("One"),
                        ToolCalls.write("src/two.sh", "echo\n")),
                ScriptedModel.calls(ToolCalls.complete()),
                ScriptedModel.says("I give up."));
        try (Helix helix = trial.assemble(ScriptedEngines.of(model)).build()) {
            Session session = helix.sessions().create(checked());
            Reply reply = session.send(UserTurn.text("Write two."));

            assertThat(reply.delivery()).isEmpty();
            assertThat(session.history().toString()).contains("These changes are in no commit: src/two.sh");
        }
        assertThat(trial.mainMoved()).isFalse();
    }

    @Test
    void questionBindsNoWorktree() throws Exception {
        ScriptedModel model = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.read("src/main.sh")), ScriptedModel.says("It greets."));
        try (Helix helix = trial.assemble(ScriptedEngines.of(model)).build()) {
            Session session = helix.sessions().create(checked());
            Reply reply = session.send(UserTurn.text("What does it do?"));

            assertThat(reply.text()).isEqualTo("It greets.");
            assertThat(reply.delivery()).isEmpty();
            assertThat(steps(session)).containsExactly("TurnFinished");
        }
        assertThat(trial.home.root().resolve("worktree")).doesNotExist();
        trial.repository.assertNothingLeft();
    }

    @Test
    void sessionDeliversAgainAfterItDelivered() throws Exception {
        ScriptedModel model = request -> {
            boolean second = ScriptedModel.position(request) >= 4;
            ScriptedModel part = writing(second ? "two" : "one");
            return second ? later(part, 4).answer(request) : part.answer(request);
        };
        try (Helix helix = trial.assemble(ScriptedEngines.of(model)).build()) {
            Session session = helix.sessions().create(checked());
            Reply first = session.send(UserTurn.text("Write one."));
            Reply second = session.send(UserTurn.text("Write two."));

            assertThat(first.delivery()).get().isInstanceOf(MergeOutcome.Merged.class);
            assertThat(second.delivery()).get().isInstanceOf(MergeOutcome.Merged.class);
            assertThat(trial.repository.changedSince(trial.start)).containsExactly("src/one.sh", "src/two.sh");
            assertThat(trial.repository.git("rev-list", "--count", "--first-parent", trial.start + "..main"))
                    .isEqualTo("2");
        }
        trial.repository.assertNothingLeft();
    }

    @Test
    void twoSessionsOnOneRepositoryBothDeliver() throws Exception {
        CountDownLatch bothWrote = new CountDownLatch(2);
        ScriptedModel model = request -> {
            if (ScriptedModel.position(request) == 2) {
                bothWrote.countDown();
                bothWrote.await();
            }
            return writing(ScriptedModel.opening(request)).answer(request);
        };
        try (Helix helix = trial.assemble(ScriptedEngines.of(model)).build()) {
            TurnHandle one = helix.sessions().create(checked()).submit(UserTurn.text("one"));
            TurnHandle two = helix.sessions().create(checked()).submit(UserTurn.text("two"));

            assertThat(one.await(Scenario.LIMIT).delivery()).get().isInstanceOf(MergeOutcome.Merged.class);
            assertThat(two.await(Scenario.LIMIT).delivery()).get().isInstanceOf(MergeOutcome.Merged.class);
        }
        assertThat(trial.repository.changedSince(trial.start)).containsExactly("src/one.sh", "src/two.sh");
        trial.repository.assertNothingLeft();
    }

    private SessionSpec checked() {
        return SessionSpec.in(trial.repository.root())
                .verifyWith(Scenario.CHECK)
                .build();
    }

    private static ScriptedModel writing(String name) {
        return ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(
                        ToolCalls.write("src/" + name + ".sh", "echo " + name + "\n"),
                        ToolCalls.commit("Write " + name)),
                ScriptedModel.calls(ToolCalls.complete()),
                ScriptedModel.says("Delivered."));
    }

    /** Plays a model whose conversation began some answers into this one. */
    private static ScriptedModel later(ScriptedModel model, int answers) {
        return request -> {
            List<Message> rest = request.messages();
            int seen = 0;
            int from = 0;
            while (seen < answers) {
                seen += rest.get(from++) instanceof AssistantMessage ? 1 : 0;
            }
            return model.answer(ModelRequest.builder()
                    .system(request.system())
                    .messages(rest.subList(from, rest.size()))
                    .tools(request.tools())
                    .maxOutputTokens(request.maxOutputTokens())
                    .build());
        };
    }

    private static List<String> steps(Session session) {
        return session.events(1).stream()
                .map(SessionEvent::body)
                .filter(body -> STEPS.contains(body.getClass()))
                .map(body -> body.getClass().getSimpleName())
                .toList();
    }
}
