/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static dev.helix.core.projection.Checked.TARGETS;
import static dev.helix.core.projection.Checked.project;
import static dev.helix.core.projection.Histories.call;
import static dev.helix.core.projection.Histories.calls;
import static dev.helix.core.projection.Histories.message;
import static dev.helix.core.projection.Histories.result;
import static dev.helix.core.projection.Histories.said;
import static dev.helix.core.projection.Histories.shortForm;
import static dev.helix.core.projection.Histories.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.projection.ProjectionReport.Change;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.UnpairedPolicy;
import dev.helix.api.projection.UnsendableHistoryException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairingProjectionTest {
    private static final TargetProfile ANTHROPIC = TARGETS.get("anthropic");

    private static List<String> sent(Message... history) {
        return shortForm(project(ANTHROPIC, history).messages());
    }

    private static List<Kind> changes(Message... history) {
        return project(ANTHROPIC, history).report().changes().stream()
                .map(Change::kind)
                .toList();
    }

    static Stream<TargetProfile> targetsWithTools() {
        return TARGETS.entrySet().stream()
                .filter(target -> !target.getKey().equals("transcript"))
                .map(Map.Entry::getValue);
    }

    @Test
    void anOrderlyHistoryIsSentAsTheSameMessages() {
        List<Message> history =
                List.of(user("one"), calls("a", "b"), result("a"), result("b"), said("done"), user("two"));

        ProjectedHistory projected = project(ANTHROPIC, history);

        assertThat(projected.messages()).isSameAs(history);
        assertThat(projected.report().isUnchanged()).isTrue();
    }

    @Test
    void aMessageThatNeedsNoChangeIsTheSameInstance() {
        Message first = user("one");
        Message answer = calls("a");

        List<Message> sent = project(ANTHROPIC, first, answer, user("two")).messages();

        assertThat(sent.get(0)).isSameAs(first);
        assertThat(sent.get(1)).isSameAs(answer);
    }

    @Test
    void aCallAtTheEndIsAnsweredAsInterrupted() {
        assertThat(sent(user("one"), calls("a"))).containsExactly("user: one", "model: [a]", "a failed");
        assertThat(changes(user("one"), calls("a"))).containsExactly(Kind.RESULT_SYNTHESIZED);
    }

    @Test
    void ofTwoCallsTheOneWithoutAResultIsAnsweredInItsPlace() {
        assertThat(sent(user("one"), calls("a", "b"), result("a")))
                .containsExactly("user: one", "model: [a] [b]", "a returned", "b failed");
        assertThat(sent(user("one"), calls("a", "b"), result("b")))
                .containsExactly("user: one", "model: [a] [b]", "a failed", "b returned");
    }

    @Test
    void whatTheUserSaidBehindAnUnansweredCallStays() {
        assertThat(sent(user("one"), calls("a"), user("two")))
                .containsExactly("user: one", "model: [a]", "a failed", "user: two");
    }

    @Test
    void aResultWithoutACallIsLeftOutAndReported() {
        assertThat(sent(user("one"), result("x"), user("two"))).containsExactly("user: one", "user: two");
        assertThat(changes(user("one"), result("x"))).containsExactly(Kind.ORPHAN_RESULT_DROPPED);
    }

    @Test
    void theValidatorFlagsAResultWithoutACallForEveryTarget() {
        TARGETS.forEach((name, profile) -> assertThat(
                        new HistoryValidator(profile).violations(List.of(user("one"), result("x"), user("two"))))
                .as(name)
                .extracting(Violation::rule)
                .contains("result-without-call"));
    }

    @Test
    void aResultBeforeItsCallMovesBehindIt() {
        assertThat(sent(user("one"), result("a"), calls("a"))).containsExactly("user: one", "model: [a]", "a returned");
        assertThat(changes(user("one"), result("a"), calls("a"))).containsExactly(Kind.RESULT_MOVED);
    }

    @Test
    void aResultBehindAUserMessageMovesBeforeIt() {
        assertThat(sent(user("one"), calls("a"), user("two"), result("a")))
                .containsExactly("user: one", "model: [a]", "a returned", "user: two");
    }

    @Test
    void aResultBehindAnAnswerMovesBeforeIt() {
        assertThat(sent(user("one"), calls("a"), said("well"), result("a"), user("two")))
                .containsExactly("user: one", "model: [a]", "a returned", "model: well", "user: two");
    }

    @Test
    void ofTwoResultsOfOneCallTheFirstWins() {
        ToolMessage second = ToolMessage.of("a", "grep", "second", false);

        ProjectedHistory projected = project(ANTHROPIC, user("one"), calls("a"), result("a"), second);

        assertThat(projected.messages()).containsExactly(user("one"), calls("a"), result("a"));
        assertThat(projected.report().changes())
                .extracting(Change::kind)
                .containsExactly(Kind.DUPLICATE_RESULT_DROPPED);
    }

    @Test
    void aReusedIdNamesASecondCallThatIsStillOpen() {
        List<Message> sent = project(ANTHROPIC, user("one"), calls("a"), result("a"), calls("a"))
                .messages();

        assertThat(Checked.calls(sent).get(0).id()).isEqualTo("a");
        assertThat(Checked.results(sent).get(0)).isEqualTo(result("a"));
        assertThat(Checked.results(sent).get(1).error()).isTrue();
    }

    @Test
    void twoCallsOfOneIdInOneMessageGetDistinctIdsAndTheirResultsInOrder() {
        ToolMessage first = ToolMessage.of("a", "grep", "first", false);
        ToolMessage second = ToolMessage.of("a", "grep", "second", false);

        List<Message> sent =
                project(ANTHROPIC, user("one"), calls("a", "a"), first, second).messages();

        assertThat(Checked.results(sent)).extracting(Message::text).containsExactly("first", "second");
        assertThat(Checked.results(sent)).extracting(ToolMessage::callId).doesNotHaveDuplicates();
    }

    @Test
    void resultsAreSentInTheOrderOfTheCalls() {
        assertThat(sent(user("one"), calls("a", "b"), result("b"), result("a")))
                .containsExactly("user: one", "model: [a] [b]", "a returned", "b returned");
    }

    @ParameterizedTest
    @MethodSource("targetsWithTools")
    void aLongIdOfAnotherProviderIsReplacedOnBothSides(TargetProfile profile) {
        String id = "call_abc|fc_" + "0".repeat(71);

        List<Message> sent =
                project(profile, user("one"), calls(id), result(id)).messages();

        String replaced = Checked.calls(sent).get(0).id();
        assertThat(profile.callIds().accepts(replaced)).isTrue();
        assertThat(Checked.results(sent).get(0).callId()).isEqualTo(replaced);
        assertThat(Checked.results(sent).get(0).text()).isEqualTo("result of " + id);
    }

    @Test
    void aMissingIdIsReplacedByOneThatDependsOnItsPlaceAlone() {
        List<Message> history = new ArrayList<>(List.of(user("one"), calls("", ""), result(""), result("")));
        List<String> before = ids(ANTHROPIC, history);
        history.addAll(List.of(said("done"), user("two"), calls(""), result("")));

        assertThat(before).doesNotContain("").doesNotHaveDuplicates();
        assertThat(ids(ANTHROPIC, history))
                .startsWith(before.get(0), before.get(1))
                .doesNotHaveDuplicates();
    }

    private static List<String> ids(TargetProfile profile, List<Message> history) {
        return Checked.calls(project(profile, history).messages()).stream()
                .map(ToolCall::id)
                .toList();
    }

    @Test
    void longIdsThatStartAlikeStayDistinct() {
        String start = "x".repeat(40);

        assertThat(ids(TARGETS.get("openai chat"), List.of(user("one"), calls(start + "1", start + "2"))))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.length() <= 40);
    }

    @Test
    void tenThousandIdsOfNineCharactersDoNotCollide() {
        List<Message> history = new ArrayList<>(List.of(user("one")));
        for (int i = 0; i < 10_000; i++) {
            history.add(calls("functions.bash:" + i));
            history.add(result("functions.bash:" + i));
        }

        List<String> ids = ids(TARGETS.get("mistral"), history);

        assertThat(new HashSet<>(ids)).hasSize(10_000).allMatch(id -> id.matches("[a-zA-Z0-9]{9}"));
    }

    @Test
    void anIdThatIsTakenByAReplacementIsReplacedItself() {
        String taken =
                ids(ANTHROPIC, List.of(user("one"), calls("functions.x:0"))).get(0);

        assertThat(ids(ANTHROPIC, List.of(user("one"), calls("functions.x:0"), calls(taken))))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void aSteeringMessageBetweenCallAndResultStandsBehindTheResultsInTheTurn() {
        ProjectedTurn turn = project(ANTHROPIC, user("one"), calls("a"), user("no, wait"), result("a"))
                .turns()
                .get(2);

        assertThat(turn.results()).containsExactly(result("a"));
        assertThat(turn.content()).containsExactly(Text.of("no, wait"));
    }

    @Test
    void aTurnHoldsAllResultsOfItsCalls() {
        List<ProjectedTurn> turns = project(
                        ANTHROPIC,
                        user("one"),
                        message(Text.of("let me see"), call("a"), call("b")),
                        result("b"),
                        result("a"))
                .turns();

        assertThat(turns)
                .extracting(ProjectedTurn::role)
                .containsExactly(ProjectedTurn.Role.USER, ProjectedTurn.Role.ASSISTANT, ProjectedTurn.Role.USER);
        assertThat(turns.get(2).results()).containsExactly(result("a"), result("b"));
        assertThat(turns.get(2).content()).isEmpty();
    }

    @Test
    void theNameInAResultIsThatOfItsCall() {
        List<Message> sent = project(ANTHROPIC, user("one"), calls("a"), ToolMessage.of("a", "other", "found", false))
                .messages();

        assertThat(Checked.results(sent).get(0).toolName()).isEqualTo("grep");
    }

    @Test
    void aHistoryWithAnUnpairedCallIsRefusedWhenThePolicyIsToFail() {
        HistoryProjector strict = HistoryProjector.of(
                ANTHROPIC.toBuilder().unpaired(UnpairedPolicy.FAIL).build());

        assertThatThrownBy(() -> strict.project(List.of(user("one"), calls("lost")), List.of()))
                .isInstanceOf(UnsendableHistoryException.class)
                .hasMessageContaining("lost");
        assertThatThrownBy(() -> strict.project(List.of(user("one"), result("stray")), List.of()))
                .isInstanceOf(UnsendableHistoryException.class)
                .hasMessageContaining("stray");
        assertThat(strict.project(List.of(user("one"), calls("a"), result("a")), List.of())
                        .messages())
                .hasSize(3);
    }

    @Test
    void truncatingEndsTheHistoryBeforeTheCallAndNamesWhatTheUserLost() {
        HistoryProjector truncating = HistoryProjector.of(
                ANTHROPIC.toBuilder().unpaired(UnpairedPolicy.TRUNCATE).build());

        ProjectedHistory projected = truncating.project(List.of(user("one"), calls("a"), user("two")), List.of());

        assertThat(shortForm(projected.messages())).containsExactly("user: one");
        assertThat(projected.report().of(Kind.USER_MESSAGE_TRUNCATED))
                .extracting(Change::detail)
                .containsExactly("two");
    }

    @Test
    void theOriginOfAMessageDoesNotMatterForItsCalls() {
        assertThat(shortForm(project(ANTHROPIC, user("one"), Histories.foreign(call("a")), result("a"))
                        .messages()))
                .containsExactly("user: one", "model: [a]", "a returned");
    }
}
