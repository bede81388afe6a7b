/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static dev.helix.core.projection.Histories.SELF;
import static dev.helix.core.projection.Histories.call;
import static dev.helix.core.projection.Histories.calls;
import static dev.helix.core.projection.Histories.message;
import static dev.helix.core.projection.Histories.png;
import static dev.helix.core.projection.Histories.result;
import static dev.helix.core.projection.Histories.said;
import static dev.helix.core.projection.Histories.shortForm;
import static dev.helix.core.projection.Histories.thought;
import static dev.helix.core.projection.Histories.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.ProjectionReport.Change;
import dev.helix.api.projection.ProjectionReport.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalizerTest {
    private static final Canonicalizer CANONICALIZER = Canonicalizer.standard();

    private static List<String> canonical(Message... history) {
        List<Message> input = new ArrayList<>(List.of(history));
        List<Message> canonical = CANONICALIZER.canonicalize(input);

        assertThat(input).as("the input is never changed").containsExactly(history);
        assertThat(CANONICALIZER.canonicalize(canonical)).as("a second run").isSameAs(canonical);
        return shortForm(canonical);
    }

    @Test
    void anEmptyAnswerIsRemovedAndItsNeighboursAreJoined() {
        assertThat(canonical(user("one"), said(""), user("two"))).containsExactly("user: one\ntwo");
    }

    @Test
    void equalNeighboursOfAnEmptyAnswerBecomeOne() {
        assertThat(canonical(user("go on"), said(""), user("go on"))).containsExactly("user: go on");
    }

    @Test
    void anAnswerOfWhiteSpaceStays() {
        assertThat(canonical(user("one"), said(" "), user("two")))
                .containsExactly("user: one", "model:  ", "user: two");
    }

    @Test
    void onlyEmptyAnswersLeaveAnEmptyHistory() {
        assertThat(canonical(said(""), message())).isEmpty();
    }

    @Test
    void anAnswerOfReasoningAloneStays() {
        assertThat(canonical(user("one"), message(Text.of(""), thought(SELF, "sig")), user("two")))
                .containsExactly("user: one", "model:  <thought>", "user: two");
    }

    @Test
    void anAnswerWithCallsAndEmptyTextStays() {
        assertThat(canonical(user("one"), message(Text.of(""), call("a")), result("a")))
                .containsExactly("user: one", "model:  [a]", "a returned");
    }

    @Test
    void userMessagesAreDeduplicatedOnlyNextToEachOther() {
        assertThat(canonical(user("x"), user("x"), user("y"), user("x"))).containsExactly("user: x\ny\nx");
    }

    @Test
    void anImageBesideTextIsKeptByteForByte() {
        Image image = png(3, 4);

        List<Message> canonical = CANONICALIZER.canonicalize(List.of(user("look"), user(image)));

        assertThat(canonical).containsExactly(new UserMessage(List.of(Text.of("look"), image)));
    }

    @Test
    void messagesThatDifferOnlyInAnImageAreBothKept() {
        assertThat(canonical(user(Text.of("look"), png(1, 1)), user(Text.of("look"), png(2, 2))))
                .containsExactly("user: look|(image/png)|look|(image/png)");
    }

    @Test
    void joiningAddsExactlyOneLineFeed() {
        assertThat(canonical(user("a\n"), user("b"))).containsExactly("user: a\n\nb");
    }

    @Test
    void aCleanHistoryIsReturnedItself() {
        List<Message> clean = new ArrayList<>(List.of(user("one"), calls("a"), result("a"), user("two")));

        assertThat(CANONICALIZER.canonicalize(clean)).isSameAs(clean);
        assertThat(CANONICALIZER.explain(clean).report().isUnchanged()).isTrue();
    }

    @Test
    void aCallAtTheEndIsTrimmed() {
        assertThat(canonical(user("one"), calls("a"))).containsExactly("user: one");
    }

    @Test
    void aPartlyAnsweredMessageIsTrimmedWithItsResults() {
        assertThat(canonical(user("one"), calls("a", "b"), result("a"))).containsExactly("user: one");
    }

    @Test
    void whatTheUserSaidBehindAnUnpairedCallIsReportedAsLost() {
        CanonicalHistory canonical = CANONICALIZER.explain(List.of(user("one"), calls("a"), user("two")));

        assertThat(shortForm(canonical.messages())).containsExactly("user: one");
        assertThat(canonical.report().of(Kind.USER_MESSAGE_TRUNCATED))
                .extracting(Change::detail)
                .containsExactly("two");
    }

    private static List<Message> withUnpaired(int fromTheEnd) {
        List<Message> history = new ArrayList<>(List.of(user("start")));
        for (int i = fromTheEnd; i > 0; i--) {
            history.add(calls("c" + i));
            if (i != fromTheEnd) {
                history.add(result("c" + i));
            }
        }
        return history;
    }

    @Test
    void anUnpairedCallInTheFifthMessageFromTheEndIsTrimmed() {
        assertThat(shortForm(CANONICALIZER.canonicalize(withUnpaired(5)))).containsExactly("user: start");
    }

    @Test
    void anUnpairedCallInTheSixthMessageFromTheEndStaysAndTheValidatorSaysSo() {
        List<Message> history = withUnpaired(6);

        assertThat(CANONICALIZER.canonicalize(history)).isSameAs(history);
        Checked.TARGETS.forEach((name, profile) -> assertThat(new HistoryValidator(profile).violations(history))
                .as(name)
                .isNotEmpty());
    }

    @Test
    void theWindowCanBeWider() {
        assertThat(shortForm(Canonicalizer.ofWindow(6).canonicalize(withUnpaired(6))))
                .containsExactly("user: start");
        assertThatThrownBy(() -> Canonicalizer.ofWindow(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofTwoUnpairedCallsTheOlderOneIsWhereTheHistoryEnds() {
        assertThat(canonical(user("one"), calls("a"), user("two"), calls("b"), user("three")))
                .containsExactly("user: one");
    }

    @Test
    void tenAnsweredMessagesStayAsTheyAre() {
        List<Message> history = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            history.add(calls("c" + i));
            history.add(result("c" + i));
        }

        assertThat(CANONICALIZER.canonicalize(history)).isSameAs(history);
    }

    @Test
    void messagesWithoutCallsDoNotCountForTheWindow() {
        List<Message> history = new ArrayList<>(List.of(user("start"), calls("lost")));
        for (int i = 0; i < 20; i++) {
            history.add(user("question " + i));
            history.add(said("answer " + i));
        }

        assertThat(shortForm(CANONICALIZER.canonicalize(history))).containsExactly("user: start");
    }

    @Test
    void aResultWithoutACallStays() {
        assertThat(canonical(user("one"), result("x"))).containsExactly("user: one", "x returned");
    }

    @Test
    void aResultAnywhereCountsAsThatOfItsCall() {
        assertThat(canonical(user("one"), calls("a"), user("two"), result("a")))
                .containsExactly("user: one", "model: [a]", "user: two", "a returned");
    }

    @Test
    void whatACutUncoversIsTrimmedAsWell() {
        assertThat(canonical(
                        user("one"),
                        calls("old"),
                        calls("b"),
                        result("b"),
                        calls("c"),
                        result("c"),
                        calls("d"),
                        result("d"),
                        calls("e"),
                        result("e"),
                        calls("f"),
                        user("two")))
                .containsExactly("user: one");
    }

    @Test
    void aResultThatWasCutOffNoLongerCounts() {
        assertThat(canonical(user("one"), calls("a"), calls("b"), result("a"))).containsExactly("user: one");
    }

    @Test
    void theReportNamesEverythingRemoved() {
        CanonicalHistory canonical = CANONICALIZER.explain(
                List.of(user("a"), said(""), user("a"), user("b"), calls("x"), result("y"), user("c")));

        assertThat(canonical.report().changes())
                .extracting(Change::kind, Change::message)
                .containsExactly(
                        tuple(Kind.EMPTY_MESSAGE_DROPPED, 1),
                        tuple(Kind.REPEATED_USER_MESSAGE_DROPPED, 2),
                        tuple(Kind.MESSAGES_MERGED, 3),
                        tuple(Kind.MESSAGE_TRUNCATED, 4),
                        tuple(Kind.MESSAGE_TRUNCATED, 5),
                        tuple(Kind.USER_MESSAGE_TRUNCATED, 6));
    }

    @Test
    void anAnswerOfAnotherModelIsTreatedAlike() {
        assertThat(canonical(user("one"), Histories.foreign(Text.of("")), user("two")))
                .containsExactly("user: one\ntwo");
    }
}
