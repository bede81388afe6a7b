/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.TurnId;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolExecution;
import dev.helix.api.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An executor that runs the tool calls of one message, in order or side by side as their tools say, and answers every one
 * of them.
 *
 * <p><b>Threads.</b> No call runs on the turn's own thread: a tool that ignores or swallows its interrupt could
 * otherwise keep a turn from ever being stopped.
 *
 * <p><b>Failure.</b> A call that fails is answered with an error. When the turn is cancelled, running calls are
 * interrupted and waited for, so that nothing works on after the turn ended, and open calls are answered as
 * interrupted.
 */
final class ToolExecutor {
    private final AgentSpec spec;
    private final AgentEnvironment environment;
    private final EventSink sink;
    private final ToolInvoker invoker;

    ToolExecutor(AgentSpec spec, AgentEnvironment environment, EventSink sink) {
        this.spec = spec;
        this.environment = environment;
        this.sink = sink;
        this.invoker = new ToolInvoker(spec, environment, sink);
    }

    /** What a round of calls brought, in the order of the calls. */
    record Answers(List<ToolMessage> messages, boolean endsTurn) {}

    Answers run(TurnId turn, List<ToolCall> calls, Consumer<List<ToolMessage>> recorder) throws InterruptedException {
        List<ToolInvocation> running = new ArrayList<>();
        calls.forEach(call -> running.add(new ToolInvocation(turn, call, invoker)));
        int allowed = Math.min(calls.size(), environment.limits().toolCallsPerMessage());
        running.subList(allowed, calls.size()).forEach(call -> call.refuse(tooMany()));
        try {
            sink.force();
            for (List<ToolInvocation> batch : batches(running.subList(0, allowed))) {
                runTogether(batch);
            }
        } finally {
            recorder.accept(running.stream().map(ToolInvocation::answer).toList());
        }
        return new Answers(
                running.stream().map(ToolInvocation::answer).toList(),
                running.stream().anyMatch(call -> call.result().endsTurn()));
    }

    private ToolResult tooMany() {
        return ToolResult.failed("Not run: at most " + environment.limits().toolCallsPerMessage()
                + " tool calls of one message are run. Ask again in the next message.");
    }

    /** Splits the calls so that one that runs in order gets a batch of its own; the order is kept. */
    private List<List<ToolInvocation>> batches(List<ToolInvocation> calls) {
        List<List<ToolInvocation>> batches = new ArrayList<>();
        boolean open = false;
        for (ToolInvocation call : calls) {
            boolean parallel = execution(call.call()) == ToolExecution.PARALLEL;
            if (!parallel || !open) {
                batches.add(new ArrayList<>());
            }
            batches.get(batches.size() - 1).add(call);
            open = parallel;
        }
        return batches;
    }

    /** {@return how a call runs; one of a tool that does not exist changes nothing} */
    private ToolExecution execution(ToolCall call) {
        return spec.toolbox().find(call.name()).map(Tool::execution).orElse(ToolExecution.PARALLEL);
    }

    private void runTogether(List<ToolInvocation> batch) throws InterruptedException {
        boolean complete = false;
        try {
            batch.forEach(call -> call.start(environment.executor()));
            for (ToolInvocation call : batch) {
                call.await();
            }
            complete = true;
        } finally {
            if (!complete) {
                stop(batch);
            }
        }
    }

    /** Sees to it that nothing works on, for whatever reason the round ended. */
    private static void stop(List<ToolInvocation> batch) {
        batch.forEach(ToolInvocation::interrupt);
        long deadline = ToolInvocation.deadline();
        batch.forEach(call -> call.awaitEnd(deadline));
    }
}
