/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.message.Origin;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayEnginesTest {

    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

    private static Cassette authored(String conversations) {
        return Cassette.parse(
                "{\"format\":\"helix-cassette/1\",\"description\":\"demo\",\"conversations\":[" + conversations + "]}");
    }

    private static Cassette replies(String replies) {
        return authored("{\"name\":\"main\",\"opens\":\"Fix\",\"replies\":[" + replies + "]}");
    }

    private static TalkingAgent playing(String replies) {
        return TalkingAgent.with(ReplayEngines.of(replies(replies)));
    }

    @Test
    void repliesFollowThePositionInTheConversation() throws InterruptedException {
        TalkingAgent agent = playing("{\"thinking\":\"hm\",\"text\":\"I look.\",\"calls\":[{\"tool\":\"read\","
                + "\"arguments\":{\"path\":\"a\"}},{\"tool\":\"list\"},{\"tool\":\"x\",\"raw\":\"{broken\"}]},"
                + "{\"text\":\"Done.\",\"stop\":\"OUTPUT_LIMIT\",\"usage\":{\"inputTokens\":7,\"outputTokens\":2}}");

        ModelReply first = agent.say("Fix it");
        ModelReply second = agent.answer(first.message().calls().get(0), "content");

        Origin origin = new Origin("replay", "replay", "m");
        assertThat(first.message().content().get(0)).isEqualTo(Thinking.of(origin, "hm", ""));
        assertThat(first.message().origin()).isEqualTo(origin);
        assertThat(first.message().text()).isEqualTo("I look.");
        assertThat(first.message().calls())
                .containsExactly(
                        ToolCall.of("call-1-1-1", "read", "{\"path\":\"a\"}"),
                        ToolCall.of("call-1-1-2", "list", "{}"),
                        ToolCall.of("call-1-1-3", "x", "{broken"));
        assertThat(first.stop()).isEqualTo(StopReason.TOOL_CALLS);
        assertThat(first.usage().inputTokens()).isPositive();
        assertThat(second.stop()).isEqualTo(StopReason.OUTPUT_LIMIT);
        assertThat(second.usage()).isEqualTo(Usage.of(7, 2));
    }

    @Test
    void factoryStandsInForAnyProvider() {
        ReplayEngines engines = ReplayEngines.of(replies("{\"text\":\"x\"}"));

        assertThat(engines.provider()).isEqualTo("replay");
        assertThat(engines.provider("anthropic").provider()).isEqualTo("anthropic");
    }

    @Test
    void textIsStreamedInPiecesThatMakeUpTheWhole() throws InterruptedException {
        TalkingAgent agent = playing("{\"thinking\":\"so\",\"text\":\"ab😀cd😀ef😀\"}");
        List<String> pieces = new ArrayList<>();
        agent.add(UserMessage.of("Fix"));

        agent.ask(new ModelListener() {
            @Override
            public void text(String text) {
                pieces.add(text);
            }

            @Override
            public void thinking(String text) {
                pieces.add("<" + text + ">");
            }
        });

        assertThat(pieces).hasSizeGreaterThan(2);
        assertThat(String.join("", pieces)).isEqualTo("<so>ab😀cd😀ef😀");
        assertThat(pieces).allMatch(piece -> !Character.isLowSurrogate(piece.charAt(0)));
    }

    @Test
    void conversationIsChosenByItsOpeningAndItsRole() throws InterruptedException {
        ReplayEngines engines = ReplayEngines.of(authored(
                "{\"name\":\"judge\",\"opens\":\"Fix\",\"system\":\"You judge\",\"replies\":[{\"text\":\"judged\"}]},"
                        + "{\"name\":\"part\",\"opens\":\"Fix part {{n}}\",\"replies\":[{\"text\":\"part\"}]},"
                        + "{\"name\":\"rest\",\"opens\":\"Fix\",\"replies\":[{\"text\":\"rest\"}]}"));

        assertThat(answer(engines, "You judge work")).isEqualTo("judged");
        assertThat(answer(engines, "You work")).isEqualTo("rest");
        assertThat(answer(engines.with("n", "1"), "")).isEqualTo("part");
    }

    private static String answer(ReplayEngines engines, String system) throws InterruptedException {
        return new TalkingAgent(engines, "abc", system)
                .say("Fix part 1")
                .message()
                .text();
    }

    @Test
    void placeholdersTakeTheValuesOfTheRun() throws InterruptedException {
        ReplayEngines engines = ReplayEngines.of(replies("{\"text\":\"a\"},{\"expect\":\"{{user}}\","
                        + "\"text\":\"{{session}} {{worktree}} {{home}} {{hash:1}} {{hash:2}} {{open}}x}} {{ no }}\","
                        + "\"calls\":[{\"tool\":\"t\",\"arguments\":{\"p\":\"{{user}}/x\"}}]}"))
                .with("user", "Jo \"Q\" Doe");
        TalkingAgent agent = new TalkingAgent(engines, "abcdefgh", "");
        agent.say("Fix deadbeef");

        ModelReply reply = agent.answer(
                ToolCall.of("c", "bind", "{}"),
                "bound\nworktree: /h o/worktree/abcdefgh/shop-0123456789\nby Jo \"Q\" Doe, tip " + HASH
                        + ", again deadbeef");

        assertThat(reply.message().text())
                .isEqualTo("abcdefgh /h o/worktree/abcdefgh/shop-0123456789 /h o deadbeef " + HASH + " {{x}} {{ no }}");
        assertThat(reply.message().calls().get(0).arguments()).isEqualTo("{\"p\":\"Jo \\\"Q\\\" Doe/x\"}");
    }

    @Test
    void placeholderWithoutAValueIsAMismatch() {
        assertThatThrownBy(() -> playing("{\"text\":\"{{nobody}}\"}").say("Fix"))
                .isInstanceOf(CassetteMismatchException.class)
                .hasMessageContaining("reply 1 of conversation 'main'")
                .hasMessageContaining("{{nobody}} has no value in this run; known are {{open}}, {{session}}");
        assertThatThrownBy(() -> playing("{\"text\":\"{{hash:1}}\"}").say("Fix"))
                .isInstanceOf(CassetteMismatchException.class);
    }

    @Test
    void unknownOpeningListsTheConversationsThereAre() {
        ReplayEngines engines =
                ReplayEngines.of(authored("{\"name\":\"a\",\"opens\":\"Paint the fence\",\"replies\":[]},"
                        + "{\"name\":\"b\",\"opens\":\"Fix the login page\",\"system\":\"worker\",\"replies\":[]}"));

        assertThatThrownBy(() -> TalkingAgent.with(engines).say("Please fix the login form"))
                .isInstanceOf(CassetteMismatchException.class)
                .hasMessageContaining("cassette 'demo' has no conversation for a request that opens with: Please fix")
                .hasMessageContaining("It has: 'a' opens with 'Paint the fence'; 'b' opens with 'Fix the login page'")
                .hasMessageContaining("Add one whose \"opens\" occurs in that message")
                .extracting(e -> ((ModelException) e).retriable())
                .isEqualTo(false);
    }

    @Test
    void oneReplyTooFewIsAMismatch() throws InterruptedException {
        TalkingAgent agent = playing("{\"text\":\"Done.\"}");
        agent.say("Fix");

        assertThatThrownBy(() -> agent.say("And now?"))
                .isInstanceOf(CassetteMismatchException.class)
                .hasMessageContaining("conversation 'main', has 1 replies, and reply 2 was asked for")
                .hasMessageContaining("And now?");
    }

    @Test
    void whatIsExpectedMustHaveComeSinceTheLastReply() throws InterruptedException {
        String replies = "{\"text\":\"a\"},{\"expect\":[\"green\",\"3 tests\"],\"text\":\"b\"}";
        TalkingAgent lucky = playing(replies);
        lucky.say("Fix");
        lucky.add(UserMessage.of("3 tests"));
        assertThat(lucky.say("all green").message().text()).isEqualTo("b");

        TalkingAgent unlucky = playing(replies);
        unlucky.say("Fix until green");
        assertThatThrownBy(() -> unlucky.say("3 tests are red"))
                .isInstanceOf(CassetteMismatchException.class)
                .hasMessageContaining(
                        "reply 2 of conversation 'main', expects 'green', but what came is: 3 tests are red");
    }

    @Test
    void stalledReplyNeverComesUntilTheAgentIsInterrupted() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        CountDownLatch asking = new CountDownLatch(1);
        try {
            Future<Throwable> asked = threads.submit(() -> {
                asking.countDown();
                try {
                    return new AssertionError(playing("{\"stalls\":true}").say("Fix"));
                } catch (InterruptedException e) {
                    return e;
                }
            });
            asking.await();
            threads.shutdownNow();

            assertThat(asked).succeedsWithin(Duration.ofSeconds(30)).isInstanceOf(InterruptedException.class);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void manyAgentsPlayFromOneCassetteAtOnce() throws Exception {
        ReplayEngines engines = ReplayEngines.of(
                authored("{\"name\":\"a\",\"opens\":\"part a\",\"replies\":[{\"text\":\"A\"},{\"text\":\"A2\"}]},"
                        + "{\"name\":\"b\",\"opens\":\"part\",\"replies\":[{\"text\":\"B\"},{\"text\":\"B2\"}]}"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String opening = i % 2 == 0 ? "part a " + i : "part " + i;
                all.add(threads.submit(() -> {
                    TalkingAgent agent = TalkingAgent.with(engines);
                    return agent.say(opening).message().text()
                            + agent.say("on").message().text();
                }));
            }

            for (int i = 0; i < 8; i++) {
                assertThat(all.get(i).get()).isEqualTo(i % 2 == 0 ? "AA2" : "BB2");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void interruptedThreadGetsNoReply() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> playing("{\"text\":\"x\"}").say("Fix")).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "hash", "open", "worktree", "1st", "a b", ""})
    void reservedAndMalformedNamesAreRefused(String name) {
        assertThatThrownBy(() -> ReplayEngines.of(replies("{\"text\":\"x\"}")).with(name, "value"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be named");
    }

    @Test
    void emptyValuesAreRefused() {
        assertThatThrownBy(() -> ReplayEngines.of(replies("{\"text\":\"x\"}")).with("user", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
