/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static dev.helix.core.projection.Checked.TARGETS;
import static dev.helix.core.projection.Histories.OTHER;
import static dev.helix.core.projection.Histories.SELF;
import static dev.helix.core.projection.Histories.call;
import static dev.helix.core.projection.Histories.calls;
import static dev.helix.core.projection.Histories.message;
import static dev.helix.core.projection.Histories.png;
import static dev.helix.core.projection.Histories.result;
import static dev.helix.core.projection.Histories.said;
import static dev.helix.core.projection.Histories.system;
import static dev.helix.core.projection.Histories.thought;
import static dev.helix.core.projection.Histories.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryValidatorTest {
    private static final Opaque SERVER_CALL = Opaque.of(SELF, "{\"type\":\"server_tool_use\",\"id\":\"s\"}");

    private static Arguments breaks(String rule, String target, Message... history) {
        return Arguments.of(rule, target, List.of(history));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                breaks("somebody-speaks", "ollama", system("be brief")),
                breaks("call-without-result", "anthropic", user("one"), calls("a"), user("two")),
                breaks("call-without-result", "gemini", user("one"), calls("a", "b"), result("a")),
                breaks("call-without-result", "openai chat", user("one"), calls("a"), user("two"), result("a")),
                breaks("result-without-call", "openai responses", user("one"), result("a"), user("two")),
                breaks("result-without-call", "anthropic", user("one"), calls("a"), result("a"), result("a")),
                breaks("results-in-call-order", "gemini", user("one"), calls("a", "b"), result("b"), result("a")),
                breaks("result-without-call", "anthropic", user("one"), calls("a"), result("b")),
                breaks("result-tool-name", "gemini", user("one"), calls("a"), ToolMessage.of("a", "other", "", false)),
                breaks("call-ids-unique", "anthropic", user("one"), calls("a"), result("a"), calls("a"), result("a")),
                breaks("call-id-form", "anthropic", user("one"), calls("functions.x:0"), result("functions.x:0")),
                breaks("call-id-form", "openai chat", user("one"), calls("x".repeat(41)), result("x".repeat(41))),
                breaks("call-id-form", "mistral", user("one"), calls("a"), result("a")),
                breaks("tool-name-form", "gemini", user("one"), message(ToolCall.of("a", "1st", "{}")), result("a")),
                breaks("tool-name-form", "anthropic", user("one"), message(ToolCall.of("a", "x y", "{}")), result("a")),
                breaks("no-calls", "transcript", user("one"), calls("a"), result("a")),
                breaks("text-before-calls", "anthropic", user("one"), message(call("a"), Text.of("x")), result("a")),
                breaks("text-not-blank", "anthropic", user(""), said("x"), user("two")),
                breaks("text-not-blank", "anthropic", user("one", "")),
                breaks("text-not-blank", "anthropic", user("one"), said("\n\n\u00a0"), user("two")),
                breaks(
                        "text-not-blank",
                        "anthropic",
                        user("one"),
                        calls("a"),
                        ToolMessage.of("a", "grep", List.of(Text.of("")), false)),
                breaks("message-not-empty", "gemini", user("one"), message(), user("two")),
                breaks("message-not-empty", "openai chat", user("one"), message(), user("two")),
                breaks("text-well-formed", "ollama", user("\uD83D")),
                breaks("text-well-formed", "ollama", user("a\0")),
                breaks(
                        "text-well-formed",
                        "anthropic",
                        user("one"),
                        message(ToolCall.of("a", "grep", "{\"a\":\"\\ud800\"}")),
                        result("a")),
                breaks(
                        "arguments-are-object",
                        "gemini",
                        user("one"),
                        message(ToolCall.of("a", "grep", "{")),
                        result("a")),
                breaks(
                        "arguments-are-object",
                        "ollama",
                        user("one"),
                        message(ToolCall.of("a", "grep", "[]")),
                        result("a")),
                breaks(
                        "arguments-not-empty",
                        "openai chat",
                        user("one"),
                        message(ToolCall.of("a", "g", "")),
                        result("a")),
                breaks(
                        "error-says-something",
                        "anthropic",
                        user("one"),
                        calls("a"),
                        ToolMessage.of("a", "grep", List.of(), true)),
                breaks(
                        "errors-are-text",
                        "anthropic",
                        user("one"),
                        calls("a"),
                        ToolMessage.of("a", "grep", List.of(png(1, 1)), true)),
                breaks("user-last", "anthropic", user("one"), said("x")),
                breaks("no-trailing-space", "anthropic with prefill", user("one"), said("x ")),
                breaks("user-first", "gemini", said("x"), user("one")),
                breaks("users-alternate", "compatible", user("one"), user("two")),
                breaks("assistants-alternate", "gemini", user("one"), said("x"), said("y"), user("two")),
                breaks(
                        "assistant-after-results",
                        "mistral",
                        user("one"),
                        calls("abcdefghi"),
                        result("abcdefghi"),
                        user("two")),
                breaks("system-placement", "gemini", user("one"), system("be brief"), user("two")),
                breaks("system-placement", "without instructions", system("be brief"), user("one")),
                breaks("system-placement", "instructions in place", user("one"), system("be brief"), user("two")),
                breaks("reasoning-starts-loop", "thinking by budget", user("one"), calls("a"), result("a")),
                breaks(
                        "foreign-reasoning",
                        "anthropic",
                        user("one"),
                        message(thought(OTHER, "s"), Text.of("x")),
                        user("two")),
                breaks("foreign-reasoning", "openai chat", user("one"), message(thought(SELF, "s"), Text.of("x"))),
                breaks(
                        "reasoning-signed",
                        "anthropic",
                        user("one"),
                        message(thought(SELF, ""), Text.of("x")),
                        user("two")),
                breaks(
                        "reasoning-not-last",
                        "openai responses",
                        user("one"),
                        message(Text.of("x"), thought(SELF, "s"))),
                breaks("reasoning-always", "deepseek", user("one"), said("x")),
                breaks("first-call-signed", "gemini 3", user("one"), calls("a"), result("a")),
                breaks(
                        "foreign-data",
                        "gemini",
                        user("one"),
                        message(call("a").withProviderData(Opaque.of(OTHER, "{}"))),
                        result("a")),
                breaks("foreign-block", "anthropic", user("one"), message(Opaque.of(OTHER, "{}")), user("two")),
                breaks("block-is-object", "anthropic", user("one"), message(Opaque.of(SELF, "[]")), user("two")),
                breaks("server-call-without-result", "anthropic", user("one"), message(SERVER_CALL), user("two")),
                breaks(
                        "server-result-without-call",
                        "anthropic",
                        user("one"),
                        message(Opaque.of(SELF, "{\"type\":\"r\",\"tool_use_id\":\"s\"}")),
                        user("two")),
                breaks("media-type", "anthropic", user(Image.of("image/bmp", "AA=="))),
                breaks("media-type", "anthropic", user(Image.of("application/pdf", "AA=="))),
                breaks("media-type", "ollama", user(Document.of("x.pdf", "application/pdf", "AA=="))),
                breaks(
                        "media-type",
                        "openai chat",
                        user("one"),
                        calls("a"),
                        ToolMessage.of("a", "grep", List.of(png(1, 1)), false)),
                breaks("part-kind", "anthropic", user("one"), message(png(1, 1)), user("two")),
                breaks("image-side", "anthropic", user(png(8001, 1))),
                breaks("image-size", "anthropic", user(Image.of("image/png", "A".repeat(7_000_000)))),
                breaks("image-count", "anthropic", images(101)));
    }

    private static Message[] images(int count) {
        Message[] messages = new Message[count];
        Arrays.fill(messages, user(png(1, 1)));
        return messages;
    }

    @ParameterizedTest(name = "{0} for {1}")
    @MethodSource("broken")
    void aBrokenHistoryIsFlaggedByItsRule(String rule, String target, List<Message> history) {
        assertThat(new HistoryValidator(TARGETS.get(target)).violations(history))
                .extracting(Violation::rule)
                .contains(rule);
    }

    @ParameterizedTest(name = "{0} for {1}")
    @MethodSource("broken")
    void whatTheValidatorFlagsTheProjectionMends(String rule, String target, List<Message> history) {
        List<Message> spoken = new ArrayList<>(history);
        spoken.add(user("go on"));

        Checked.project(TARGETS.get(target), spoken);
    }

    @Test
    void historiesThatTheProviderWasSeenToAcceptAreAccepted() {
        HistoryValidator anthropic = new HistoryValidator(TARGETS.get("anthropic"));
        HistoryValidator inPlace = new HistoryValidator(TARGETS.get("instructions in place"));
        HistoryValidator responses = new HistoryValidator(TARGETS.get("openai responses"));
        HistoryValidator gemini = new HistoryValidator(TARGETS.get("gemini"));

        assertThat(anthropic.violations(List.of(said("x"), calls("a"), result("a"), user("two"))))
                .isEmpty();
        assertThat(anthropic.violations(List.of(user("one"), user("two")))).isEmpty();
        assertThat(anthropic.violations(
                        List.of(user("one"), calls("a"), ToolMessage.of("a", "grep", List.of(), false))))
                .isEmpty();
        assertThat(anthropic.violations(List.of(user("one"), message(SERVER_CALL))))
                .isEmpty();
        assertThat(anthropic.violations(List.of(user("one"), message(SERVER_CALL, call("a")), result("a"))))
                .isEmpty();
        assertThat(anthropic.violations(List.of(user("one"), message(), user(" ", "two"))))
                .isEmpty();
        assertThat(anthropic.violations(List.of(user("one"), calls("a", "b"), result("b"), result("a"))))
                .isEmpty();
        assertThat(inPlace.violations(List.of(system("a"), user("one"), system("b"), system("c"))))
                .isEmpty();
        assertThat(responses.violations(List.of(user(""), said(""), user("two"))))
                .isEmpty();
        assertThat(gemini.violations(List.of(system("a"), user("")))).isEmpty();
    }
}
