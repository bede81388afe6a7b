/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeConfirmation;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeDraft;
import dev.helix.api.scope.ScopeProposal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeQuestionsTest {
    private static final ScopeProposal PROPOSAL =
            new ScopeProposal(1, "round", "it is wrong", List.of("src/\u001b[2Jtax/"));

    private static final ScopeDraft DRAFT = ScopeDraft.of(
            ScopeBaseline.builder("", "").build(),
            List.of(new ScopeDraft.Unclear("keep out\u001b[2J", 2, "has no form")));

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"y,YES", "YES,YES", "no,NO", "d,DEFER", "'  defer ',DEFER", "'what?\nyes',YES", "'',DEFER"})
    void theUserIsAskedUntilTheAnswerIsClear(String typed, ScopeDecision.Answer answer) throws Exception {
        assertThat(ask(ScopeAnswer.ASK, typed).answer()).isEqualTo(answer);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("Expand the scope to include src/?[2Jtax/? [yes / no / defer]");
    }

    @ParameterizedTest
    @CsvSource({"YES,YES", "NO,NO", "DEFER,DEFER"})
    void aStandingAnswerAsksNobody(ScopeAnswer policy, ScopeDecision.Answer answer) throws Exception {
        assertThat(ask(policy, "").answer()).isEqualTo(answer);
        assertThat(shown.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "src/, docs/a.md | only docs/a.md, src/",
                "'../x\nsrc/'    | only src/",
                "everything      | everything",
                "''              | no answer",
            })
    void theUserIsAskedForAScopeThatIsNotClear(String typed, String answer) throws Exception {
        assertThat(questions(ScopeAnswer.ASK, input(typed)).confirm(DRAFT)).hasToString(answer);
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("line 2: keep out?[2J - has no form");
    }

    @Test
    void nobodyIsAskedForAScopeWhereNobodyCanAnswer() throws Exception {
        assertThat(questions(ScopeAnswer.DEFER, input("everything")).confirm(DRAFT))
                .isEqualTo(ScopeConfirmation.none());
    }

    @Test
    void waitingForAnAnswerCanBeInterrupted() throws Exception {
        try (PipedOutputStream nobodyTypes = new PipedOutputStream()) {
            ScopeQuestions questions = questions(ScopeAnswer.ASK, new PipedInputStream(nobodyTypes));
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> questions.decide(PROPOSAL)).isInstanceOf(InterruptedException.class);
        }
    }

    private ScopeDecision ask(ScopeAnswer policy, String typed) throws InterruptedException {
        return questions(policy, input(typed)).decide(PROPOSAL);
    }

    private static InputStream input(String typed) {
        return new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    }

    private ScopeQuestions questions(ScopeAnswer policy, InputStream in) {
        Terminal terminal = Terminal.of(Map.of(), new PrintStream(shown, true, StandardCharsets.UTF_8), in);
        return new ScopeQuestions(policy, new Screen(terminal), new LineReader(in));
    }
}
