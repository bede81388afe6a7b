/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.RateLimitedException;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayEnginesTest {

    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

    private static Cassette authored(String conversations) {
        return Cassette.parse("{\"format\":\"helix-cassette/1\",\"kind\":\"authored\",\"description\":\"demo\","
                + "\"captures\":{\"worktree\":\"worktree: (\\\\S+)\"},\"conversations\":[" + conversations + "]}");
    }

    private static Cassette replies(String replies) {
        return authored("{\"name\":\"main\",\"opens\":\"Fix\",\"replies\":[" + replies + "]}");
    }

    private static Conversations playing(String replies) {
        return Conversations.with(ReplayEngines.of(replies(replies)));
    }

    @Test
    void repliesFollowThePositionInTheConversation() throws InterruptedException {
        Conversations agent = playing("{\"thinking\":\"hm\",\"text\":\"I look.\",\"calls\":[{\"tool\":\"read\","
                + "\"arguments\":{\"path\":\"a\"}},{\"tool\":\"list\"},{\"tool\":\"x\",\"raw\":\"{broken\"}]},"
                + "{\"text\":\"Done.\",\"stop\":\"OUTPUT_LIMIT\",\"usage\":{\"inputTokens\":7,\"outputTokens\":2}}");

        ModelReply first = agent.say("Fix it");
        ModelReply second = agent.answer(first.message().calls().get(0), "content");

        assertThat(first.message().content().get(0))
                .isEqualTo(Thinking.of(first.message().origin(), "hm", ""));
        assertThat(first.message().text()).isEqualTo("I look.");
        assertThat(first.message().calls())
                .containsExactly(
                        ToolCall.of("call-1-1-1", "read", "{\"path\":\"a\"}"),
                        ToolCall.of("call-1-1-2", "list", "{}"),
                        ToolCall.of("call-1-1-3", "x", "{broken"));
        assertThat(first.stop()).isEqualTo(StopReason.TOOL_CALLS);
        assertThat(first.usage()).isEqualTo(Usage.of(2, 10));
        assertThat(second.stop()).isEqualTo(StopReason.OUTPUT_LIMIT);
        assertThat(second.usage()).isEqualTo(Usage.of(7, 2));
        assertThat(second.message().origin().family()).isEqualTo("replay");
    }

    @Test
    void theFactoryStandsInForAnyProvider() {
        assertThat(ReplayEngines.of(replies("{\"text\":\"x\"}")).provider()).isEqualTo("replay");
        assertThat(ReplayEngines.of(replies("{\"text\":\"x\"}"))
                        .provider("anthropic")
                        .provider())
                .isEqualTo("anthropic");
    }

    @Test
    void textIsStreamedInPiecesThatMakeUpTheWhole() throws InterruptedException {
        Conversations agent = playing("{\"thinking\":\"so\",\"text\":\"ab😀cd😀ef😀\"}");
        List<String> heard = new ArrayList<>();
        agent.add(UserMessage.of("Fix"));

        agent.ask(new ModelListener() {
            @Override
            public void text(String text) {
                heard.add(text);
            }

            @Override
            public void thinking(String text) {
                heard.add("<" + text + ">");
            }
        });

        assertThat(heard).hasSizeGreaterThan(2);
        assertThat(String.join("", heard)).isEqualTo("<so>ab😀cd😀ef😀");
        assertThat(heard).allMatch(piece -> !Character.isLowSurrogate(piece.charAt(0)));
    }

    @Test
    void aConversationIsChosenByItsOpeningAndItsRole() throws InterruptedException {
        ReplayEngines engines = ReplayEngines.of(authored(
                "{\"name\":\"judge\",\"opens\":\"Fix\",\"system\":\"You judge\",\"replies\":[{\"text\":\"judged\"}]},"
                        + "{\"name\":\"part\",\"opens\":\"Fix part {{n}}\",\"replies\":[{\"text\":\"part\"}]},"
                        + "{\"name\":\"rest\",\"opens\":\"Fix\",\"replies\":[{\"text\":\"rest\"}]}"));

        assertThat(new Conversations(engines, "abc", "You judge work")
                        .say("Fix part 1")
                        .message()
                        .text())
                .isEqualTo("judged");
        assertThat(new Conversations(engines, "abc", "You work")
                        .say("Fix part 1")
                        .message()
                        .text())
                .isEqualTo("rest");
        assertThat(new Conversations(engines.with("n", "1"), "abc", "")
                        .say("Fix part 1")
                        .message()
                        .text())
                .isEqualTo("part");
    }

    @Test
    void placeholdersTakeTheValuesOfTheRun() throws InterruptedException {
        ReplayEngines engines = ReplayEngines.of(replies("{\"text\":\"a\"},{\"expect\":\"{{repo}}\","
                        + "\"text\":\"{{session}} {{worktree}} {{hash:1}} {{hash:2}} {{open}}x}} {{ no }}\","
                        + "\"calls\":[{\"tool\":\"t\",\"arguments\":{\"p\":\"{{repo}}/x\"}}]}"))
                .with("repo", Path.of("/tmp/a \"quoted\" dir"));
        Conversations agent = new Conversations(engines, "abcdefgh", "");
        agent.say("Fix deadbeef");

        ModelReply reply = agent.answer(
                ToolCall.of("c", "bind", "{}"),
                "worktree: /w/1 in /tmp/a \"quoted\" dir, tip " + HASH + ", again deadbeef, not a0123456789abcdef0");

        assertThat(reply.message().text()).isEqualTo("abcdefgh /w/1 deadbeef " + HASH + " {{x}} {{ no }}");
        assertThat(reply.message().calls().get(0).arguments()).isEqualTo("{\"p\":\"/tmp/a \\\"quoted\\\" dir/x\"}");
    }

    @Test
    void aPlaceholderWithoutAValueIsAMismatch() {
        assertThatThrownBy(() -> playing("{\"text\":\"{{nobody}}\"}").say("Fix"))
                .isInstanceOf(CassetteMismatchException.class)
                .hasMessageContaining("reply 1 of conversation 'main'")
                .hasMessageContaining("{{nobody}} has no value in this run; known are session, open");
        assertThatThrownBy(() -> playing("{\"text\":\"{{hash:1}}\"}").say("Fix"))
                .isInstanceOf(CassetteMismatchException.class);
    }

    @Test
    void anUnknownOpeningNamesTheNearestConversation() {
        ReplayEngines engines =
                ReplayEngines.of(authored("{\"name\":\"a\",\"opens\":\"Paint the fence\",\"replies\":[]},"
                        + "{\"name\":\"b\",\"opens\":\"Fix the login page\",\"system\":\"worker\",\"replies\":[]}"));

        assertThatThrownBy(() -> Conversations.with(engines).say("Please fix the login form"))
                .isInstanceOf(CassetteMismatchException.class)
                .hasMessageContaining("cassette 'demo' has no conversation that opens with: Please fix the login form")
                .hasMessageContaining("nearest one is 'b', which opens with 'Fix the login page' and needs 'worker'")
                .extracting(e -> ((ModelException) e).retriable())
                .isEqualTo(false);
    }

    @Test
    void oneReplyTooFewIsAMismatch() throws InterruptedException {
        Conversations agent = playing("{\"text\":\"Done.\"}");
        agent.say("Fix");

        assertThatThrownBy(() -> agent.say("And now?"))
                .isInstanceOf(CassetteMismatchException.class)
                .hasMessageContaining("1 replies in conversation 'main', and reply 2 was asked for")
                .hasMessageContaining("And now?");
    }

    @Test
    void whatIsExpectedMustHaveComeSinceTheLastReply() throws InterruptedException {
        String replies = "{\"text\":\"a\"},{\"expect\":[\"green\",\"3 tests\"],\"text\":\"b\"}";
        Conversations lucky = playing(replies);
        lucky.say("Fix");
        lucky.add(UserMessage.of("3 tests"));
        assertThat(lucky.say("all green").message().text()).isEqualTo("b");

        Conversations unlucky = playing(replies);
        unlucky.say("Fix until green");
        assertThatThrownBy(() -> unlucky.say("3 tests are red"))
                .isInstanceOf(CassetteMismatchException.class)
                .hasMessageContaining("expects 'green' before reply 2 of conversation 'main'")
                .hasMessageContaining("3 tests are red");
    }

    @Test
    void aFailureStrikesAsOftenAsTheCassetteSays() throws InterruptedException {
        Conversations agent =
                playing("{\"fail\":{\"as\":\"rate-limited\",\"times\":2,\"retryAfterMillis\":5},\"text\":\"ok\"}");
        agent.add(UserMessage.of("Fix"));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> agent.ask(ModelListener.NONE))
                    .isInstanceOfSatisfying(
                            RateLimitedException.class,
                            e -> assertThat(e.retryAfter()).contains(Duration.ofMillis(5)));
        }
        assertThat(agent.ask(ModelListener.NONE).message().text()).isEqualTo("ok");
    }

    @Test
    void aFailureWithoutANumberNeverEnds() {
        Conversations agent = playing("{\"fail\":{\"as\":\"unavailable\",\"message\":\"gone\"}}");

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> agent.say("Fix"))
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessage("gone");
        }
        assertThatThrownBy(() -> playing("{\"fail\":{\"as\":\"rejected\"}}").say("Fix"))
                .isInstanceOf(RequestRejectedException.class);
        assertThatThrownBy(
                        () -> playing("{\"fail\":{\"as\":\"authentication\"}}").say("Fix"))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void anInterruptedThreadGetsNoReply() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> playing("{\"text\":\"x\"}").say("Fix")).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "hash", "open", "1st", "a b", ""})
    void reservedAndMalformedNamesAreRefused(String name) {
        assertThatThrownBy(() -> ReplayEngines.of(replies("{\"text\":\"x\"}")).with(name, "value"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cannot be named");
    }

    @Test
    void emptyValuesAndLimitsAreRefused() {
        ReplayEngines engines = ReplayEngines.of(replies("{\"text\":\"x\"}"));

        assertThatThrownBy(() -> engines.with("repo", "")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> engines.holdLimit(Duration.ZERO)).isInstanceOf(InvalidRequestException.class);
    }
}
