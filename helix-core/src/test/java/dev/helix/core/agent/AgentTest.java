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
import dev.helix.api.SessionId;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.StopReason;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.LimitReachedException;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolArguments;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.tool.ToolSpec;
import dev.helix.api.workspace.WriteRefusedException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentTest {
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

        AgentTurn turn = agent().run(UserMessage.of("hi"), MODEL, engine);

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
                calls(new ToolCall("1", "meet", "{\"who\":\"a\"}"), new ToolCall("2", "meet", "{\"who\":\"b\"}")),
                text("done"));

        agent(meeting).run(UserMessage.of("go"), MODEL, engine);

        assertThat(engine.requests().get(1).messages().subList(2, 4))
                .as("both calls ran at the same time, or the barrier would have held them")
                .containsExactly(
                        new ToolMessage("1", "meet", "met a", false), new ToolMessage("2", "meet", "met b", false));
    }

    @Test
    void anExclusiveToolRunsAlone() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Tool alone = exclusive("alone", (arguments, context) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            running.decrementAndGet();
            return ToolResult.of("ok");
        });
        ToolCall[] many = new ToolCall[10];
        for (int i = 0; i < many.length; i++) {
            many[i] = new ToolCall("c" + i, "alone", "{}");
        }

        agent(alone).run(UserMessage.of("go"), MODEL, ScriptedEngine.of(calls(many), text("done")));

        assertThat(most).hasValue(1);
    }

    @Test
    void unknownToolsMalformedArgumentsAndDefectsAreAnswered() throws Exception {
        Tool broken = tool("broken", (arguments, context) -> {
            throw new IllegalStateException("secret detail");
        });
        ScriptedEngine engine = ScriptedEngine.of(
                calls(
                        new ToolCall("1", "nope", "{}"),
                        new ToolCall("2", "broken", "{\"a\":"),
                        new ToolCall("3", "broken", "{}")),
                text("sorry"));

        agent(broken).run(UserMessage.of("go"), MODEL, engine);

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

        agent(writer).run(UserMessage.of("go"), MODEL, ScriptedEngine.of(call("write", "{}"), text("ok")));

        assertThat(events)
                .contains(new SessionEvents.WriteRefused(WriteRefusedException.Reason.NO_BINDING, "bind first"));
    }

    @Test
    void aResultThatEndsTheTurnKeepsTheModelFromBeingAskedAgain() throws Exception {
        ScriptedEngine engine = ScriptedEngine.of(call("end", "{}"));

        agent(tool("end", (arguments, context) -> ToolResult.ending("bye"))).run(UserMessage.of("go"), MODEL, engine);

        assertThat(engine.requests()).hasSize(1);
    }

    @Test
    void emptyAndRepeatedCallIdsAreMadeUnique() throws Exception {
        Agent agent = agent(tool("t", (arguments, context) -> ToolResult.of("ok")));

        agent.run(
                UserMessage.of("go"),
                MODEL,
                ScriptedEngine.of(
                        calls(new ToolCall("", "t", "{}"), new ToolCall("x", "t", "{}"), new ToolCall("x", "t", "{}")),
                        text("done")));

        AssistantMessage asked = (AssistantMessage) agent.messages().get(1);
        assertThat(asked.calls()).extracting(ToolCall::id).containsExactly("call", "x", "x-2");
        assertThat(answers(agent.messages())).extracting(ToolMessage::callId).containsExactly("call", "x", "x-2");
    }

    @Test
    void aMessageCutAtTheOutputLimitIsContinuedAFewTimes() throws Exception {
        ScriptedEngine engine = ScriptedEngine.of(request -> reply(StopReason.OUTPUT_LIMIT, new Text("and so on")));

        AgentTurn turn = agent().run(UserMessage.of("go"), MODEL, engine);

        assertThat(engine.requests()).hasSize(4);
        assertThat(turn.text()).isEqualTo("and so on");
    }

    @Test
    void aModelThatNeverFinishesRunsIntoTheLimit() {
        limits = Limits.builder().modelCallsPerTurn(7).build();
        AtomicInteger n = new AtomicInteger();
        ScriptedEngine engine = ScriptedEngine.of(
                request -> reply(StopReason.TOOL_CALLS, new ToolCall("c", "t", "{\"n\":" + n.incrementAndGet() + "}")));

        assertThatThrownBy(() -> agent(tool("t", (arguments, context) -> ToolResult.of("ok")))
                        .run(UserMessage.of("go"), MODEL, engine))
                .isInstanceOf(LimitReachedException.class)
                .hasMessageContaining("7 model calls");
        assertThat(engine.requests()).hasSize(7);
    }

    @Test
    void aModelThatGoesRoundInCirclesIsStopped() {
        limits = Limits.builder().repeatedCalls(3).build();
        ScriptedEngine engine = ScriptedEngine.of(call("t", "{}"));

        assertThatThrownBy(() -> agent(tool("t", (arguments, context) -> ToolResult.of("same")))
                        .run(UserMessage.of("go"), MODEL, engine))
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
                UserMessage.of("go"),
                MODEL,
                ScriptedEngine.of(
                        calls(new ToolCall("1", "t", "{}"), new ToolCall("2", "t", "{}"), new ToolCall("3", "t", "{}")),
                        text("done")));

        assertThat(ran).hasValue(2);
        assertThat(answers(agent.messages()).get(2).text()).startsWith("Not run: at most 2");
    }

    @Test
    void floodingAnswersAreCutForTheModel() throws Exception {
        limits = Limits.builder().toolResultCharacters(1_000).build();
        Agent agent = agent(tool("t", (arguments, context) -> ToolResult.of("x".repeat(1_000_000))));

        agent.run(UserMessage.of("go"), MODEL, ScriptedEngine.of(call("t", "{}"), text("done")));

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
                UserMessage.of("go"),
                MODEL,
                ScriptedEngine.of(calls(new ToolCall("1", "slow", "{}"), new ToolCall("2", "slow", "{}")))));
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

        assertThatThrownBy(() -> agent.run(UserMessage.of("one"), MODEL, engine))
                .isInstanceOf(RequestRejectedException.class);
        agent.run(UserMessage.of("two"), MODEL, engine);

        assertThat(agent.messages()).extracting(Message::text).containsExactly("one", "two", "better");
    }

    @Test
    void aThirdLevelOfAgentsCannotBeMade() {
        assertThatThrownBy(() -> spec(2, Toolbox.of(List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one level deep");
    }

    private Agent agent(Tool... tools) {
        AgentEnvironment ground = new AgentEnvironment(threads, new Semaphore(4), Clock.systemUTC(), limits);
        return new Agent(spec(0, Toolbox.of(List.of(tools))), ground, new RecordingSink());
    }

    private static AgentSpec spec(int depth, Toolbox toolbox) {
        return new AgentSpec(
                new SessionId("abc"),
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
        return new BodyTool(name, body, false);
    }

    private static Tool exclusive(String name, Body body) {
        return new BodyTool(name, body, true);
    }

    private record BodyTool(String name, Body body, boolean exclusive) implements Tool {
        @Override
        public ToolSpec spec() {
            return new ToolSpec(name, "a test's tool", "{\"type\":\"object\"}");
        }

        @Override
        public ToolResult call(ToolArguments arguments, ToolContext context) throws InterruptedException {
            return body.call(arguments, context);
        }
    }

    private final class RecordingSink implements EventSink {
        @Override
        public void event(AgentName agent, EventBody body) {
            events.add(body);
        }

        @Override
        public void progress(Progress progress) {}

        @Override
        public void force() {}
    }
}
