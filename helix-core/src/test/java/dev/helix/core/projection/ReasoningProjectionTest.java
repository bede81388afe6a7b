/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static dev.helix.core.projection.Checked.TARGETS;
import static dev.helix.core.projection.Checked.project;
import static dev.helix.core.projection.Histories.OTHER;
import static dev.helix.core.projection.Histories.SELF;
import static dev.helix.core.projection.Histories.call;
import static dev.helix.core.projection.Histories.calls;
import static dev.helix.core.projection.Histories.foreign;
import static dev.helix.core.projection.Histories.message;
import static dev.helix.core.projection.Histories.result;
import static dev.helix.core.projection.Histories.said;
import static dev.helix.core.projection.Histories.shortForm;
import static dev.helix.core.projection.Histories.thought;
import static dev.helix.core.projection.Histories.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.projection.ProjectionReport.Change;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import dev.helix.core.json.ProgramBlocks;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasoningProjectionTest {
    private static final TargetProfile ANTHROPIC = TARGETS.get("anthropic");
    private static final TargetProfile RESPONSES = TARGETS.get("openai responses");
    private static final Opaque SERVER_CALL = Opaque.of(SELF, "{\"type\":\"server_tool_use\",\"id\":\"s1\"}");
    private static final Opaque SERVER_RESULT =
            Opaque.of(SELF, "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"s1\"}");

    private static List<String> sent(TargetProfile profile, Message... history) {
        return shortForm(project(profile, history).messages());
    }

    private static List<Content> answer(TargetProfile profile, AssistantMessage answer) {
        List<Message> sent = project(profile, user("one"), answer, user("two")).messages();
        return ((AssistantMessage) sent.get(1)).content();
    }

    @Test
    void signedReasoningGoesBackToItsModelUntouched() {
        Thinking thinking = Thinking.of(SELF, "thought", "sig");

        assertThat(answer(ANTHROPIC, message(thinking, Text.of("done"))).get(0)).isSameAs(thinking);
    }

    @Test
    void reasoningOfAnotherModelIsLeftOutAndNamed() {
        ProjectedHistory projected =
                project(ANTHROPIC, user("one"), foreign(thought(OTHER, "sig"), Text.of("done")), user("two"));

        assertThat(shortForm(projected.messages())).containsExactly("user: one", "model: done", "user: two");
        assertThat(projected.report().changes())
                .extracting(Change::kind, Change::message, Change::detail)
                .containsExactly(tuple(Kind.REASONING_DROPPED, 1, "another model's: model-y"));
    }

    @Test
    void anAnswerOfReasoningAloneIsLeftOutUnlessItCanStandAlone() {
        Message[] history = {user("one"), message(Text.of(""), thought(SELF, "sig")), user("two")};

        assertThat(sent(TARGETS.get("ollama"), history)).containsExactly("user: one", "model: <thought>", "user: two");
        assertThat(sent(ANTHROPIC, history)).containsExactly("user: one", "user: two");
        assertThat(sent(TARGETS.get("ollama"), user("one"), foreign(thought(OTHER, "sig")), user("two")))
                .containsExactly("user: one", "user: two");
    }

    @Test
    void whatAProgramDidWithItsToolsIsALineOfTextToEveryOtherModel() {
        AssistantMessage worked = foreign(
                Opaque.of(OTHER, ProgramBlocks.call("1", "shell", "ls")),
                Opaque.of(OTHER, ProgramBlocks.result("1", false, "a.txt")),
                Opaque.of(OTHER, ProgramBlocks.call("2", "shell", "\uD83D\uDE80".repeat(300))),
                Opaque.of(OTHER, ProgramBlocks.result("2", true, "no rocket")),
                Opaque.of(OTHER, "{\"type\":\"other\",\"text\":\"of agent_tool_call\"}"),
                Opaque.of(OTHER, "no JSON of agent_tool_call"),
                Text.of("Done."));

        TARGETS.forEach((name, profile) -> {
            ProjectedHistory projected = project(profile, user("one"), worked, user("two"));

            assertThat(projected.messages().get(1).text())
                    .as(name)
                    .isEqualTo("\n[used its tool shell with ls]\n\n[used its tool shell with "
                            + "\uD83D\uDE80".repeat(200) + "...]\n\n[its tool failed: no rocket]\nDone.");
            assertThat(projected.report().of(Kind.CALL_AS_TEXT)).as(name).hasSize(3);
            assertThat(projected.report().of(Kind.OPAQUE_DROPPED)).as(name).hasSize(3);
        });
    }

    @Test
    void hiddenReasoningOfAnotherProviderLeavesNoTrace() {
        Opaque hidden = Opaque.of(OTHER, "{\"type\":\"redacted_thinking\",\"data\":\"secret\"}");

        TARGETS.forEach((name, profile) -> assertThat(project(profile, user("one"), foreign(hidden, Text.of("done")))
                        .messages()
                        .toString())
                .as(name)
                .doesNotContain("secret"));
    }

    @Test
    void hiddenReasoningGoesBackToItsModelByteForByte() {
        Opaque hidden = Opaque.of(SELF, "{\"type\": \"redacted_thinking\",  \"data\":\"d\"}");

        assertThat(answer(ANTHROPIC, message(hidden, Text.of("done"))).get(0)).isSameAs(hidden);
    }

    @Test
    void reasoningWithoutItsSignatureIsLeftOut() {
        assertThat(sent(ANTHROPIC, user("one"), message(thought(SELF, ""), Text.of("done")), user("two")))
                .containsExactly("user: one", "model: done", "user: two");
    }

    @Test
    void reasoningDoesNotEndAMessageThatWasCut() {
        Opaque hidden = Opaque.of(SELF, "{\"type\":\"redacted_thinking\",\"data\":\"d\"}");

        assertThat(sent(ANTHROPIC, user("one"), message(Text.of("well"), thought(SELF, "sig"), hidden), user("two")))
                .containsExactly("user: one", "model: well", "user: two");
    }

    @Test
    void aToolLoopThatAnotherModelBeganGoesOnWithoutReasoning() {
        TargetProfile thinking =
                ANTHROPIC.toBuilder().with(TargetRule.REASONING_STARTS_LOOP).build();
        Message[] there = {user("one"), foreign(call("a")), result("a"), message(thought(SELF, "s"), call("b"))};
        Message[] own = {user("one"), message(thought(SELF, "s"), call("b")), result("b"), calls("c"), result("c")};

        assertThat(project(thinking, there).mayReason()).isFalse();
        assertThat(project(thinking, own).mayReason()).isTrue();
        assertThat(project(ANTHROPIC, there).mayReason()).isTrue();
    }

    @Test
    void aNewTurnMayReasonWhateverHappenedBefore() {
        TargetProfile thinking =
                ANTHROPIC.toBuilder().with(TargetRule.REASONING_STARTS_LOOP).build();

        assertThat(project(thinking, user("one"), foreign(call("a")), result("a"), said("done"), user("two"))
                        .mayReason())
                .isTrue();
    }

    @Test
    void aReasoningItemAloneIsLeftOut() {
        assertThat(sent(RESPONSES, user("one"), message(thought(SELF, "encrypted")), user("two")))
                .containsExactly("user: one", "user: two");
    }

    @Test
    void theOrderOfReasoningMessageAndCallIsKept() {
        Opaque id = Opaque.of(SELF, "{\"id\":\"msg_1\"}");
        AssistantMessage answer = message(
                thought(SELF, "encrypted").withProviderData(id),
                Text.of("let me see").withProviderData(id),
                call("a"));

        List<Message> sent =
                project(RESPONSES, user("one"), answer, result("a")).messages();

        assertThat(sent.get(1)).isSameAs(answer);
    }

    @Test
    void aCallBeforeTextKeepsItsPlaceWhereTheProtocolAllowsThat() {
        assertThat(sent(RESPONSES, user("one"), message(call("a"), Text.of("now wait")), result("a")))
                .containsExactly("user: one", "model: [a] now wait", "a returned");
    }

    @Test
    void encryptedReasoningOfAnotherKeyIsLeftOutAndItsTextStays() {
        Opaque id = Opaque.of(OTHER, "{\"id\":\"msg_1\"}");

        assertThat(answer(
                        RESPONSES,
                        foreign(thought(OTHER, "encrypted"), Text.of("done").withProviderData(id))))
                .containsExactly(Text.of("done"));
    }

    @Test
    void partsLoseTheirItemIdsWithTheirReasoning() {
        Opaque id = Opaque.of(SELF, "{\"id\":\"msg_1\"}");

        assertThat(answer(
                        RESPONSES,
                        message(
                                thought(SELF, ""),
                                Text.of("done").withProviderData(id),
                                call("a").withProviderData(id))))
                .containsExactly(Text.of("done"), call("a"));
    }

    @Test
    void aForeignCallCarriesTheSentinelAndOnlyTheFirstOfItsMessage() {
        List<Content> parts = answer(TARGETS.get("gemini 3"), foreign(call("a"), call("b")));

        assertThat(parts.get(0).providerData())
                .contains(Opaque.of(SELF, "{\"thoughtSignature\":\"skip_thought_signature_validator\"}"));
        assertThat(parts.get(1).providerData()).isEmpty();
    }

    @Test
    void anOwnSignatureOnACallStays() {
        ToolCall signed = call("a").withProviderData(Opaque.of(SELF, "{\"thoughtSignature\":\"own\"}"));

        assertThat(answer(TARGETS.get("gemini 3"), message(signed)).get(0)).isSameAs(signed);
    }

    @Test
    void aSignatureOfAnotherModelOnACallIsReplaced() {
        ToolCall signed = call("a").withProviderData(Opaque.of(OTHER, "{\"thoughtSignature\":\"theirs\"}"));

        assertThat(answer(TARGETS.get("gemini 3"), foreign(signed)).toString()).doesNotContain("theirs");
        assertThat(answer(TARGETS.get("gemini 3"), foreign(signed)).get(0).providerData())
                .isPresent();
        assertThat(answer(TARGETS.get("gemini"), foreign(signed)).get(0).providerData())
                .isEmpty();
    }

    @Test
    void aModelThatWantsReasoningEverywhereGetsEmptyReasoning() {
        List<Message> sent = project(
                        TARGETS.get("deepseek"), user("one"), foreign(call("a")), result("a"), foreign(Text.of("done")))
                .messages();

        assertThat(shortForm(sent)).containsExactly("user: one", "model: <> [a]", "a returned", "model: <> done");
    }

    @Test
    void ownReasoningIsNotDoubled() {
        assertThat(sent(TARGETS.get("deepseek"), user("one"), message(thought(SELF, ""), Text.of("done"))))
                .containsExactly("user: one", "model: <thought> done");
    }

    @Test
    void aProvidersOwnCallAndItsResultGoBackTogether() {
        AssistantMessage answer = message(SERVER_CALL, SERVER_RESULT, Text.of("found"));

        assertThat(project(ANTHROPIC, user("one"), answer, user("two"))
                        .messages()
                        .get(1))
                .isSameAs(answer);
    }

    @Test
    void aProvidersOwnCallWithoutAResultIsLeftOut() {
        assertThat(sent(ANTHROPIC, user("one"), message(Text.of("well"), SERVER_CALL), user("two")))
                .containsExactly("user: one", "model: well", "user: two");
    }

    @Test
    void aProvidersOwnResultWithoutItsCallIsLeftOut() {
        assertThat(sent(ANTHROPIC, user("one"), message(SERVER_RESULT, Text.of("found")), user("two")))
                .containsExactly("user: one", "model: found", "user: two");
    }

    @Test
    void aProvidersOwnResultMayComeInTheNextMessageOfTheTurn() {
        assertThat(sent(
                        ANTHROPIC,
                        user("one"),
                        message(SERVER_CALL),
                        message(SERVER_RESULT, Text.of("found")),
                        user("two")))
                .hasSize(4);
    }

    @Test
    void aProvidersOwnCallIsLeftOutWhenWhatMovedOutOfAResultSeparatesItFromItsResult() {
        ToolMessage failed = ToolMessage.of("a", "grep", List.of(Histories.png(1, 1)), true);

        assertThat(sent(
                        ANTHROPIC,
                        user("one"),
                        message(SERVER_CALL),
                        calls("a"),
                        message(SERVER_RESULT, Text.of("found")),
                        failed,
                        user("two")))
                .startsWith("user: one", "model: [a]", "a failed")
                .contains("model: found");
    }

    @Test
    void aPausedAnswerIsSentBackAsItIsToItsModel() {
        AssistantMessage paused = message(Text.of("searching"), SERVER_CALL);

        List<Message> sent = project(ANTHROPIC, user("one"), paused).messages();

        assertThat(sent).hasSize(2);
        assertThat(sent.get(1)).isSameAs(paused);
    }

    @Test
    void aPausedAnswerOfAnotherModelIsContinuedByTheUser() {
        Opaque theirs = Opaque.of(OTHER, SERVER_CALL.json());

        assertThat(sent(ANTHROPIC, user("one"), foreign(Text.of("searching"), theirs)))
                .containsExactly("user: one", "model: searching", "user: Continue.");
    }

    @Test
    void aProgramOfTheProvidersThatWaitsForAResultIsKept() {
        ToolCall ofProgram = call("a")
                .withProviderData(Opaque.of(SELF, "{\"caller\":{\"type\":\"code_execution\",\"tool_id\":\"s1\"}}"));
        ToolCall next = call("b")
                .withProviderData(Opaque.of(SELF, "{\"caller\":{\"type\":\"code_execution\",\"tool_id\":\"s1\"}}"));

        assertThat(project(ANTHROPIC, user("one"), message(SERVER_CALL, ofProgram), result("a"))
                        .report()
                        .isUnchanged())
                .isTrue();
        assertThat(project(
                                ANTHROPIC,
                                user("one"),
                                message(SERVER_CALL, ofProgram),
                                result("a"),
                                message(next),
                                result("b"))
                        .report()
                        .isUnchanged())
                .isTrue();
        assertThat(project(ANTHROPIC, user("one"), message(SERVER_CALL, call("a")), result("a"))
                        .report()
                        .of(Kind.OPAQUE_DROPPED))
                .hasSize(1);
    }
}
