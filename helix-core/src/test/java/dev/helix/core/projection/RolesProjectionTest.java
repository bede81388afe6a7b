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
import static dev.helix.core.projection.Histories.system;
import static dev.helix.core.projection.Histories.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.projection.ProjectionReport.Change;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.SystemPlacement;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.UnsendableHistoryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolesProjectionTest {
    private static final TargetProfile ANTHROPIC = TARGETS.get("anthropic");

    private static List<String> sent(String target, Message... history) {
        return shortForm(project(TARGETS.get(target), history).messages());
    }

    static Stream<String> targets() {
        return TARGETS.keySet().stream();
    }

    @Test
    void anAnswerOfWhiteSpaceIsLeftOutAndItsNeighboursShareATurn() {
        ProjectedHistory projected = project(ANTHROPIC, user("one"), said(" "), user("two"));

        assertThat(projected.turns()).hasSize(1);
        assertThat(projected.turns().get(0).content()).containsExactly(Text.of("one"), Text.of("two"));
        assertThat(sent("compatible", user("one"), said(" "), user("two"))).containsExactly("user: one|two");
    }

    @Test
    void aUserWhoRepeatsHimselfIsHeardTwice() {
        assertThat(sent("gemini", user("go on"), user("go on"))).containsExactly("user: go on", "user: go on");
        assertThat(sent("compatible", user("go on"), user("go on"))).containsExactly("user: go on|go on");
    }

    @Test
    void aHistoryThatBeginsWithTheModelGetsAUserMessageFirstWhereThatIsDemanded() {
        assertThat(sent("gemini", said("hello"), user("one")))
                .containsExactly("user: Continue.", "model: hello", "user: one");
        assertThat(sent("anthropic", said("hello"), user("one"))).containsExactly("model: hello", "user: one");
    }

    @Test
    void neighbouringAnswersBecomeOneWhereRolesAlternate() {
        assertThat(sent("gemini", user("one"), said("well"), said("done"), user("two")))
                .containsExactly("user: one", "model: well done", "user: two");
        assertThat(sent("openai chat", user("one"), said("well"), said("done")))
                .containsExactly("user: one", "model: well", "model: done");
    }

    @Test
    void aHistoryThatEndsWithTheModelIsContinuedByTheUserWhereTheModelDoesNot() {
        assertThat(sent("anthropic", user("one"), said("done")))
                .containsExactly("user: one", "model: done", "user: Continue.");
        assertThat(sent("openai chat", user("one"), said("done"))).containsExactly("user: one", "model: done");
    }

    @Test
    void theEndOfAnAnswerThatIsContinuedHasNoWhiteSpace() {
        assertThat(sent("anthropic with prefill", user("one"), said("The answer is \n")))
                .containsExactly("user: one", "model: The answer is");
    }

    @Test
    void textBehindACallMovesBeforeIt() {
        assertThat(sent("anthropic", user("one"), message(call("a"), Text.of("let me see")), result("a")))
                .containsExactly("user: one", "model: let me see [a]", "a returned");
    }

    @Test
    void onlyTheModelSpeaksBehindResultsWhereThatIsDemanded() {
        List<String> sent = sent("mistral", user("one"), calls("abcdefghi"), result("abcdefghi"), user("two"));

        assertThat(sent)
                .containsExactly(
                        "user: one", "model: [abcdefghi]", "abcdefghi returned", "model: Understood.", "user: two");
    }

    @Test
    void aSystemMessageInTheMidstStaysWhereItMay() {
        Message[] history = {user("one"), system("be brief"), said("done"), user("two")};
        TargetProfile afterUser =
                ANTHROPIC.toBuilder().system(SystemPlacement.AFTER_USER).build();

        assertThat(project(afterUser, history).messages()).containsExactly(history);
        assertThat(project(TARGETS.get("openai chat"), history).messages()).containsExactly(history);
        assertThat(project(afterUser, history).turns())
                .extracting(ProjectedTurn::role)
                .contains(ProjectedTurn.Role.SYSTEM);
    }

    @Test
    void aSystemMessageInTheMidstBecomesTaggedTextOfTheUserElsewhere() {
        assertThat(sent("gemini", user("one"), system("be brief"), said("done"), user("two")))
                .containsExactly("user: one", "user: <system>\nbe brief\n</system>", "model: done", "user: two");
    }

    @Test
    void aSystemMessageBehindTheModelIsMisplacedForModelsThatTakeItBehindTheUser() {
        TargetProfile afterUser =
                ANTHROPIC.toBuilder().system(SystemPlacement.AFTER_USER).build();

        assertThat(shortForm(project(afterUser, user("one"), said("done"), system("be brief"), user("two"))
                        .messages()))
                .containsExactly("user: one", "model: done", "user: <system>\nbe brief\n</system>", "user: two");
    }

    @Test
    void systemMessagesAtTheFrontAreJoined() {
        ProjectedHistory projected = project(ANTHROPIC, system("be kind"), system("be brief"), user("one"));

        assertThat(projected.system()).isEqualTo("be kind\n\nbe brief");
        assertThat(projected.turns()).hasSize(1);
        assertThat(projected.report().changes()).extracting(Change::kind).containsExactly(Kind.SYSTEM_MOVED);
    }

    @Test
    void theSystemPromptOfARequestStandsInFront() {
        ModelRequest request = ModelRequest.builder()
                .system("be kind")
                .messages(List.of(system("be brief"), user("one")))
                .build();

        assertThat(HistoryProjector.of(ANTHROPIC).project(request).system()).isEqualTo("be kind\n\nbe brief");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aNewMessageAloneIsSentAsItIs(String target) {
        assertThat(sent(target, user("one"))).containsExactly("user: one");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aHistoryInWhichNobodySpokeIsRefused(String target) {
        HistoryProjector projector = HistoryProjector.of(TARGETS.get(target));

        assertThatThrownBy(() -> projector.project(List.of(system("be brief")), List.of()))
                .isInstanceOf(UnsendableHistoryException.class)
                .hasMessageContaining("add what the user wants");
        assertThatThrownBy(() -> projector.project(List.of(), List.of()))
                .isInstanceOf(UnsendableHistoryException.class);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aHistoryOfNothingVisibleBecomesTheUsersFiller(String target) {
        assertThat(sent(target, user(" "), said(""))).containsExactly("user: Continue.");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void theNewMessageIsTheLastThingSaidWhateverStandsBefore(String target) {
        brokenHistories().forEach((name, history) -> {
            List<Message> continued = new ArrayList<>(history);
            continued.add(user("the new message"));

            List<Message> sent = project(TARGETS.get(target), continued).messages();

            assertThat(sent.get(sent.size() - 1).text()).as(name).endsWith("the new message");
        });
    }

    private static Map<String, List<Message>> brokenHistories() {
        Map<String, List<Message>> histories = new LinkedHashMap<>();
        histories.put("empty answer", List.of(user("one"), said("")));
        histories.put("blank answer", List.of(user("one"), said(" ")));
        histories.put("only an empty answer", List.of(said("")));
        histories.put("same message", List.of(user("the new message")));
        histories.put("unanswered call", List.of(user("one"), calls("a")));
        histories.put("half answered", List.of(user("one"), calls("a", "b"), result("b")));
        histories.put("steered", List.of(user("one"), calls("a"), user("two"), result("a")));
        histories.put("stray result", List.of(result("x")));
        histories.put("early result", List.of(result("a"), calls("a")));
        histories.put("reused id", List.of(calls("a"), result("a"), calls("a")));
        histories.put("missing ids", List.of(calls("", ""), result("")));
        histories.put("two answers", List.of(said("one"), said("two")));
        histories.put("system last", List.of(user("one"), said("two"), system("be brief")));
        return histories;
    }

    @Test
    void theSameHistoryGivesTheSameBytesAfterAVisitElsewhere() {
        List<Message> history = List.of(
                user("one"), Histories.foreign(call("functions.x:0")), result("functions.x:0"), calls(""), user("two"));
        String first = project(ANTHROPIC, history).messages().toString();

        TARGETS.values().forEach(target -> project(target, history));

        assertThat(project(ANTHROPIC, history).messages().toString()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "mistral", "transcript"})
    void aHundredThousandMessagesInDisorderAreProjected(String target) {
        List<Message> history = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            history.addAll(
                    List.of(user("q" + i), calls("functions.x:0"), said(""), user("s" + i), result("functions.x:0")));
        }

        ProjectedHistory projected = HistoryProjector.of(TARGETS.get(target)).project(history, List.of());

        assertThat(new HistoryValidator(TARGETS.get(target)).violations(projected.messages()))
                .isEmpty();
        assertThat(projected.messages().get(projected.messages().size() - 1).text())
                .endsWith("s19999");
    }
}
