/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import static dev.helix.core.agent.ScriptedEngine.call;
import static dev.helix.core.agent.ScriptedEngine.calls;
import static dev.helix.core.agent.ScriptedEngine.reply;
import static dev.helix.core.agent.ScriptedEngine.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.AgentName;
import dev.helix.api.Limits;
import dev.helix.api.ModelCallId;
import dev.helix.api.SessionId;
import dev.helix.api.TurnId;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.StructuredData;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.StopReason;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.LimitReachedException;
import dev.helix.api.session.Progress;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolArguments;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolExecution;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.tool.ToolSpec;
import dev.helix.api.workspace.WriteRefusedException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentTest {
    private static final TurnId TURN = new TurnId(1);
    private static final ModelId MODEL = ModelId.parse("test:m");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<EventBody> events = Collections.synchronizedList(new ArrayList<>());
    private Limits limits = Limits.defaults();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aTurnWithoutCallsIsOneModelCall() throws Exception {
        ScriptedEngine engine = ScriptedEngine.of(text("hello"));

        AgentTurn turn = agent().run(TURN, UserMessage.of("hi"), only(engine));

        assertThat(turn.text()).isEqualTo("hello");
        assertThat(turn.usage().total()).isEqualTo(15);
        assertThat(engine.requests()).hasSize(1);
    }

    @Test
    void toolAnswersGoBackInTheOrderOfTheCalls() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        Tool meeting = tool("meet", (arguments, context) -> {
            await(both);
            return ToolResult.of("met " + arguments.string("who"));
        });
        ScriptedEngine engine = ScriptedEngine.of(
                calls(ToolCall.of("1", "meet", "{\"who\":\"a\"}"), ToolCall.of("2", "meet", "{\"who\":\"b\"}")),
                text("done"));

        agent(meeting).run(TURN, UserMessage.of("go"), only(engine));

        assertThat(engine.requests().get(1).messages().subList(2, 4))
                .as("both calls ran at the same time, or the barrier would have held them")
                .containsExactly(
                        ToolMessage.of("1", "meet", "met a", false), ToolMessage.of("2", "meet", "met b", false));
    }

    @Test
    void callsThatChangeSomethingRunOneAfterTheOtherInTheOrderOfTheMessage() throws Exception {
        List<String> steps = Collections.synchronizedList(new ArrayList<>());
        Tool change = inOrder("change", (arguments, context) -> {
            steps.add("begin " + context.call().id());
            Thread.yield();
            steps.add("end " + context.call().id());
            return ToolResult.of("ok");
        });
        ToolCall[] many = new ToolCall[10];
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < many.length; i++) {
            many[i] = ToolCall.of("c" + i, "change", "{}");
            expected.addAll(List.of("begin c" + i, "end c" + i));
        }

        agent(change).run(TURN, UserMessage.of("go"), only(ScriptedEngine.of(calls(many), text("done"))));

        assertThat(steps).isEqualTo(expected);
    }

    @Test
    void aChangeWaitsForTheReadsBeforeItAndHoldsTheReadsAfterIt() throws Exception {
        List<String> steps = Collections.synchronizedList(new ArrayList<>());
        CyclicBarrier both = new CyclicBarrier(2);
        Tool read = tool("read", (arguments, context) -> {
            await(both);
            steps.add("read");
            return ToolResult.of("ok");
        });
        Tool change = inOrder("change", (arguments, context) -> {
            steps.add("change");
            return ToolResult.of("ok");
        });

        agent(read, change)
                .run(
                        TURN,
                        UserMessage.of("go"),
                        only(ScriptedEngine.of(
                                calls(
                                        ToolCall.of("1", "read", "{}"),
                                        ToolCall.of("2", "read", "{}"),
                                        ToolCall.of("3", "change", "{}"),
                                        ToolCall.of("4", "read", "{}"),
                                        ToolCall.of("5", "read", "{}")),
                                text("done"))));

        assertThat(steps).containsExactly("read", "read", "change", "read", "read");
    }

    @Test
    void aToolThatSaysNothingAboutItsExecutionRunsInOrder() {
        Tool plain = new Tool() {
            @Override
            public ToolSpec spec() {
                return ToolSpec.of("plain", "", "{}");
            }

            @Override
            public ToolResult call(ToolArguments arguments, ToolContext context) {
                return ToolResult.of("");
            }
        };

        assertThat(plain.execution()).isEqualTo(ToolExecution.IN_ORDER);
    }

    @Test
    void toolsSeeTheTurnAndTheCallTheyRunIn() throws Exception {
        List<String> seen = new ArrayList<>();
        Tool tool = inOrder("t", (arguments, context) -> {
            seen.add(context.session() + " " + context.agent().orElseThrow() + " " + context.turn() + " "
                    + context.call().id());
            return ToolResult.of("ok");
        });
        Agent agent = agent(tool);

        agent.run(TURN, UserMessage.of("one"), only(ScriptedEngine.of(call("t", "{}"), text("done"))));
        agent.run(new TurnId(2), UserMessage.of("two"), only(ScriptedEngine.of(call("t", "{}"), text("done"))));

        assertThat(seen).containsExactly("abc coder turn-1 c", "abc coder turn-2 c");
    }

    @Test
    void aResultKeepsItsPartsAndOnlyItsTextIsShortened() throws Exception {
        Image image = Image.of("image/png", "AA==");
        Tool tool = tool(
                "t",
                (arguments, context) -> ToolResult.builder()
                        .content(List.of(Text.of("x".repeat(200_000)), image, StructuredData.of("{\"a\":1}")))
                        .build());
        Agent agent = agent(tool);

        agent.run(TURN, UserMessage.of("go"), only(ScriptedEngine.of(call("t", "{}"), text("done"))));

        List<Content> content = answers(agent.messages()).get(0).content();
        assertThat(content).hasSize(3).element(1).isEqualTo(image);
        assertThat(content.get(0).asText()).contains("characters left out");
        assertThat(content.get(2).asText()).contains("characters left out").doesNotContain("{");
    }

    @Test
    void aPausedMessageIsContinuedAsItIs() throws Exception {
        ScriptedEngine engine =
                ScriptedEngine.of(request -> reply(StopReason.PAUSED, Text.of("searching")), text("found"));

        AgentTurn turn = agent().run(TURN, UserMessage.of("hi"), only(engine));

        assertThat(turn.text()).isEqualTo("found");
        assertThat(engine.requests().get(1).messages()).hasSize(2);
    }

    @Test
    void unknownToolsMalformedArgumentsAndDefectsAreAnswered() throws Exception {
        Tool broken = tool("broken", (arguments, context) -> {
            throw new IllegalStateException("secret detail");
        });
        ScriptedEngine engine = ScriptedEngine.of(
                calls(
                        ToolCall.of("1", "nope", "{}"),
                        ToolCall.of("2", "broken", "{\"a\":"),
                        ToolCall.of("3", "broken", "{}")),
                text("sorry"));

        agent(broken).run(TURN, UserMessage.of("go"), only(engine));

        List<ToolMessage> answers = answers(engine.requests().get(1).messages());
        assertThat(answers).allMatch(ToolMessage::error);
        assertThat(answers.get(0).text()).contains("'nope'").contains("broken");
        assertThat(answers.get(1).text()).contains("broken");
        assertThat(answers.get(2).text()).doesNotContain("secret detail");
    }

    @Test
    void aRefusedWriteIsAnAnswerForTheModelAndAnEventForTheHost() throws Exception {
        Tool writer = tool("write", (arguments, context) -> {
            throw new WriteRefusedException(WriteRefusedException.Reason.NO_BINDING, "bind first");
        });

        agent(writer).run(TURN, UserMessage.of("go"), only(ScriptedEngine.of(call("write", "{}"), text("ok"))));

        assertThat(events).contains(CallEvents.WriteRefused.of(WriteRefusedException.Reason.NO_BINDING, "bind first"));
    }

    @Test
    void aResultThatEndsTheTurnKeepsTheModelFromBeingAskedAgain() throws Exception {
        ScriptedEngine engine = ScriptedEngine.of(call("end", "{}"));

        agent(tool("end", (arguments, context) -> ToolResult.ending("bye")))
                .run(TURN, UserMessage.of("go"), only(engine));

        assertThat(engine.requests()).hasSize(1);
    }

    @Test
    @SuppressWarnings("NullAway") // what a host written without null checks may do
    void aToolThatReturnsNullIsAnsweredAsAFailureAndTheTurnGoesOn() throws Exception {
        Agent agent = agent(tool("t", (arguments, context) -> null));

        AgentTurn turn = agent.run(TURN, UserMessage.of("go"), only(ScriptedEngine.of(call("t", "{}"), text("done"))));

        assertThat(turn.text()).isEqualTo("done");
        assertThat(answers(agent.messages())).singleElement().satisfies(answer -> {
            assertThat(answer.error()).isTrue();
            assertThat(answer.text()).contains("The tool t failed unexpectedly");
        });
    }

    @Test
    void emptyAndRepeatedCallIdsAreMadeUnique() throws Exception {
        Agent agent = agent(tool("t", (arguments, context) -> ToolResult.of("ok")));

        agent.run(
                TURN,
                UserMessage.of("go"),
                only(ScriptedEngine.of(
                        calls(ToolCall.of("", "t", "{}"), ToolCall.of("x", "t", "{}"), ToolCall.of("x", "t", "{}")),
                        text("done"))));

        AssistantMessage asked = (AssistantMessage) agent.messages().get(1);
        assertThat(asked.calls()).extracting(ToolCall::id).containsExactly("call", "x", "x_1");
        assertThat(answers(agent.messages())).extracting(ToolMessage::callId).containsExactly("call", "x", "x_1");
    }

    @Test
    void aMessageCutAtTheOutputLimitIsContinuedAFewTimes() throws Exception {
        ScriptedEngine engine = ScriptedEngine.of(request -> reply(StopReason.OUTPUT_LIMIT, Text.of("and so on")));

        AgentTurn turn = agent().run(TURN, UserMessage.of("go"), only(engine));

        assertThat(engine.requests()).hasSize(4);
        assertThat(turn.text()).isEqualTo("and so on");
    }

    @Test
    void aModelThatNeverFinishesRunsIntoTheLimit() {
        limits = Limits.builder().modelCallsPerTurn(7).build();
        AtomicInteger n = new AtomicInteger();
        ScriptedEngine engine = ScriptedEngine.of(
                request -> reply(StopReason.TOOL_CALLS, ToolCall.of("c", "t", "{\"n\":" + n.incrementAndGet() + "}")));

        assertThatThrownBy(() -> agent(tool("t", (arguments, context) -> ToolResult.of("ok")))
                        .run(TURN, UserMessage.of("go"), only(engine)))
                .isInstanceOf(LimitReachedException.class)
                .hasMessageContaining("7 model calls");
        assertThat(engine.requests()).hasSize(7);
    }

    @Test
    void aModelThatGoesRoundInCirclesIsStopped() {
        limits = Limits.builder().repeatedCalls(3).build();
        ScriptedEngine engine = ScriptedEngine.of(call("t", "{}"));

        assertThatThrownBy(() -> agent(tool("t", (arguments, context) -> ToolResult.of("same")))
                        .run(TURN, UserMessage.of("go"), only(engine)))
                .isInstanceOf(LimitReachedException.class)
                .hasMessageContaining("3 times in a row");
        assertThat(engine.requests()).hasSize(3);
    }

    @Test
    void callsBeyondTheLimitOfAMessageAreAnsweredAndNotRun() throws Exception {
        limits = Limits.builder().toolCallsPerMessage(2).build();
        AtomicInteger ran = new AtomicInteger();
        Agent agent = agent(tool("t", (arguments, context) -> ToolResult.of("ok " + ran.incrementAndGet())));

        agent.run(
                TURN,
                UserMessage.of("go"),
                only(ScriptedEngine.of(
                        calls(ToolCall.of("1", "t", "{}"), ToolCall.of("2", "t", "{}"), ToolCall.of("3", "t", "{}")),
                        text("done"))));

        assertThat(ran).hasValue(2);
        assertThat(answers(agent.messages()).get(2).text()).startsWith("Not run: at most 2");
    }

    @Test
    void floodingAnswersAreCutForTheModel() throws Exception {
        limits = Limits.builder().toolResultCharacters(1_000).build();
        Agent agent = agent(tool("t", (arguments, context) -> ToolResult.of("x".repeat(1_000_000))));

        agent.run(TURN, UserMessage.of("go"), only(ScriptedEngine.of(call("t", "{}"), text("done"))));

        assertThat(answers(agent.messages()).get(0).text().length()).isLessThan(1_100);
    }

    @Test
    void interruptingTheTurnEndsRunningCallsAndLeavesEveryCallAnswered() throws Exception {
        CountDownLatch started = new CountDownLatch(2);
        CountDownLatch ended = new CountDownLatch(2);
        Tool slow = tool("slow", (arguments, context) -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
                return ToolResult.of("never");
            } finally {
                ended.countDown();
            }
        });
        Agent agent = agent(slow);
        FutureTask<AgentTurn> turn = new FutureTask<>(() -> agent.run(
                TURN,
                UserMessage.of("go"),
                only(ScriptedEngine.of(calls(ToolCall.of("1", "slow", "{}"), ToolCall.of("2", "slow", "{}"))))));
        Thread runner = new Thread(turn);
        runner.start();
        started.await();

        runner.interrupt();
        runner.join();

        assertThat(ended.getCount()).as("no call works on after the turn ended").isZero();
        assertThatThrownBy(turn::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(answers(agent.messages())).hasSize(2).allMatch(ToolMessage::error);
    }

    @Test
    void aFailedModelCallEndsTheTurnAndTheNextOneGoesOnFromTheSameHistory() throws Exception {
        Agent agent = agent();
        ScriptedEngine engine = ScriptedEngine.of(
                request -> {
                    throw new RequestRejectedException("no", null);
                },
                text("better"));

        assertThatThrownBy(() -> agent.run(TURN, UserMessage.of("one"), only(engine)))
                .isInstanceOf(RequestRejectedException.class);
        agent.run(TURN, UserMessage.of("two"), only(engine));

        assertThat(agent.messages()).extracting(Message::text).containsExactly("one", "two", "better");
    }

    @Test
    void aThirdLevelOfAgentsCannotBeMade() {
        assertThatThrownBy(() -> spec(2, Toolbox.of(List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one level deep");
    }

    private static TurnModels only(ModelEngine engine) {
        return new TurnModels(MODEL, ModelRoutes.NONE, model -> engine);
    }

    private Agent agent(Tool... tools) {
        AgentEnvironment ground = new AgentEnvironment(threads, Clock.systemUTC(), limits);
        return new Agent(spec(0, Toolbox.of(List.of(tools))), ground, new RecordingSink());
    }

    private static AgentSpec spec(int depth, Toolbox toolbox) {
        return new AgentSpec(
                new SessionId("abc"),
                Optional.empty(),
                AgentName.CODER,
                depth,
                "be good",
                toolbox,
                () -> {
                    throw new AssertionError("no workspace here");
                },
                (Set<String> names) -> {});
    }

    private static List<ToolMessage> answers(List<Message> messages) {
        return messages.stream()
                .filter(ToolMessage.class::isInstance)
                .map(ToolMessage.class::cast)
                .toList();
    }

    private static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.BrokenBarrierException | java.util.concurrent.TimeoutException alone) {
            throw new IllegalStateException("the other call never came", alone);
        }
    }

    /** What a test's tool does. */
    private interface Body {
        ToolResult call(ToolArguments arguments, ToolContext context) throws InterruptedException;
    }

    private static Tool tool(String name, Body body) {
        return new BodyTool(name, body, ToolExecution.PARALLEL);
    }

    private static Tool inOrder(String name, Body body) {
        return new BodyTool(name, body, ToolExecution.IN_ORDER);
    }

    private record BodyTool(String name, Body body, ToolExecution execution) implements Tool {
        @Override
        public ToolSpec spec() {
            return ToolSpec.of(name, "a test's tool", "{\"type\":\"object\"}");
        }

        @Override
        public ToolResult call(ToolArguments arguments, ToolContext context) throws InterruptedException {
            return body.call(arguments, context);
        }
    }

    private final class RecordingSink implements EventSink {
        private final AtomicLong calls = new AtomicLong();

        @Override
        public void event(AgentName agent, EventBody body) {
            events.add(body);
        }

        @Override
        public void progress(Progress progress) {}

        @Override
        public ModelCallId nextModelCall() {
            return new ModelCallId(calls.incrementAndGet());
        }

        @Override
        public void force() {}
    }
}
