/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.AgentName;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.manager.TaskContext;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeConfirmation;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeDraft;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.RepositoryInfo;
import dev.helix.examples.delivery.Options.ScopeAnswer;
import dev.helix.examples.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalHostTest {
    private static final ScopeProposal PROPOSAL =
            new ScopeProposal(1, "round", "it is wrong", List.of("src/\u001b[2Jtax/"));
    private static final TaskContext CONTEXT = new Context();

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"y,YES", "YES,YES", "no,NO", "d,DEFER", "'  defer ',DEFER", "'what?\nyes',YES", "'',DEFER"})
    void proposalIsAskedAboutUntilTheAnswerIsClear(String typed, ScopeDecision.Answer answer) throws Exception {
        assertThat(decide(ScopeAnswer.ASK, typed).answer()).isEqualTo(answer);
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("Expand the scope to include src/?[2Jtax/?");
    }

    @Test
    void yesCanBeLimitedToSomePaths() throws Exception {
        assertThat(decide(ScopeAnswer.ASK, "yes for ../up\nyes for src/tax/Vat.java"))
                .isEqualTo(ScopeDecision.yesFor("src/tax/Vat.java"));
    }

    @ParameterizedTest
    @CsvSource({"YES,YES", "NO,NO", "DEFER,DEFER"})
    void standingAnswerAsksNobody(ScopeAnswer standing, ScopeDecision.Answer answer) throws Exception {
        assertThat(decide(standing, "").answer()).isEqualTo(answer);
        assertThat(shown.size()).isZero();
    }

    @Test
    void waitingForAnAnswerCanBeInterrupted() throws Exception {
        try (PipedOutputStream nobodyTypes = new PipedOutputStream()) {
            TerminalHost host = host(ScopeAnswer.ASK, new PipedInputStream(nobodyTypes), true);
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> host.decide(PROPOSAL, CONTEXT)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void unclearScopeIsConfirmedWithThePathsTyped() throws Exception {
        ScopeConfirmation confirmation = confirm("/outside\nsrc/auth/, docs/", true);

        assertThat(confirmation.paths()).contains(PathRules.of(List.of("src/auth/", "docs/"), List.of("src/gen/")));
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("line 2: Only the auth thing (no path is named)", "must be a relative path");
    }

    @Test
    void everythingKeepsWhatTheRequestForbids() throws Exception {
        assertThat(confirm("everything", true).paths()).contains(PathRules.of(List.of(), List.of("src/gen/")));
    }

    @Test
    void unclearScopeIsNotConfirmedByNobody() throws Exception {
        assertThat(confirm("", true)).isEqualTo(ScopeConfirmation.none());
        assertThat(confirm("everything", false)).isEqualTo(ScopeConfirmation.none());
    }

    private ScopeDecision decide(ScopeAnswer standing, String typed) throws InterruptedException {
        return host(standing, input(typed), true).decide(PROPOSAL, CONTEXT);
    }

    private ScopeConfirmation confirm(String typed, boolean interactive) throws InterruptedException {
        ScopeBaseline read = ScopeBaseline.builder("text", "0".repeat(64))
                .paths(PathRules.of(List.of(), List.of("src/gen/")))
                .build();
        ScopeDraft draft =
                ScopeDraft.of(read, List.of(new ScopeDraft.Unclear("Only the auth thing", 2, "no path is named")));
        return host(ScopeAnswer.ASK, input(typed), interactive).confirmScope(draft, CONTEXT);
    }

    private static InputStream input(String typed) {
        return new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    }

    private TerminalHost host(ScopeAnswer standing, InputStream in, boolean interactive) {
        PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        return new TerminalHost(event -> {}, Terminal.of(Map.of(), out, in, interactive), standing, false);
    }

    private static final class Context implements TaskContext {
        @Override
        public RepositoryInfo repository() {
            return RepositoryInfo.of(Path.of("/repository"), "main", new CommitId("0".repeat(40)));
        }

        @Override
        public SessionId session() {
            return new SessionId("abcdefgh");
        }

        @Override
        public Optional<TaskId> task() {
            return Optional.empty();
        }

        @Override
        public Optional<AgentName> agent() {
            return Optional.empty();
        }
    }
}
