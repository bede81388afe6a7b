/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.AgentName;
import dev.helix.api.HelixException;
import dev.helix.api.Limits;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Usage;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.tool.InvalidArgumentsException;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolParam;
import dev.helix.api.tool.ToolResult;
import dev.helix.core.agent.Agent;
import dev.helix.core.agent.AgentTurn;
import dev.helix.core.agent.EventSink;
import dev.helix.core.session.Engines;
import dev.helix.core.session.TurnRunner;
import dev.helix.core.tool.TypedTool;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tool that dispatches SubAgents; each call dispatches one, and calls of one message run in parallel.
 * Thread-safe.
 */
final class SubAgentTool {
    /** Name of the tool; SubAgents never get it. */
    static final String NAME = "run_subagent";

    private final Function<AgentName, Agent> agents;
    private final TurnRunner turns;
    private final Engines engines;
    private final ModelId executionModel;
    private final ModelId usual;
    private final EventSink sink;
    private final Limits limits;
    private final Semaphore permits;
    private final AtomicInteger dispatched;

    SubAgentTool(
            Function<AgentName, Agent> agents,
            TurnRunner turns,
            Engines engines,
            ModelId executionModel,
            ModelId usual,
            EventSink sink,
            Limits limits,
            int dispatched) {
        this.agents = agents;
        this.turns = turns;
        this.engines = engines;
        this.executionModel = executionModel;
        this.usual = usual;
        this.sink = sink;
        this.limits = limits;
        this.dispatched = new AtomicInteger(dispatched);
        this.permits = new Semaphore(limits.concurrentSubAgents(), true);
    }

    /** What {@value #NAME} takes. */
    public record Arguments(
            @ToolParam("Everything the SubAgent needs to know: what to do, in which files, what to leave alone")
            String task,

            @ToolParam(
                    value = "Model to run it on, as provider:model or by its bare name; leave out for the usual one",
                    required = false)
            @Nullable
            String model) {}

    Tool tool() {
        return TypedTool.of(
                        NAME,
                        "Dispatches a SubAgent for one independent part of the task and returns its report. Several calls in one"
                                + " message run in parallel.",
                        Arguments.class,
                        (arguments, context) -> dispatch(arguments))
                .inParallel();
    }

    private ToolResult dispatch(Arguments arguments) throws InterruptedException {
        if (arguments.task().isBlank()) {
            throw new InvalidArgumentsException("run_subagent: 'task' is blank; say what the SubAgent is to do");
        }
        ModelId model = model(arguments.model());
        int number = dispatched.incrementAndGet();
        if (number > limits.subAgentsPerTask()) {
            return ToolResult.failed("Not dispatched: this task may have " + limits.subAgentsPerTask()
                    + " SubAgents and had them all. Do the rest yourself.");
        }
        permits.acquire();
        try {
            return run(AgentName.subAgent(number), arguments.task(), model);
        } finally {
            permits.release();
        }
    }

    /** {@return the result of a call whose SubAgent came to its end} */
    static ToolResult report(AgentName name, String text) {
        return ToolResult.of(name + " reports:\n" + text);
    }

    private ModelId model(@Nullable String wanted) {
        return wanted == null || wanted.isBlank()
                ? usual
                : engines.choose(Optional.of(wanted), Optional.of(executionModel));
    }

    private ToolResult run(AgentName name, String task, ModelId model) throws InterruptedException {
        Agent agent = agents.apply(name);
        sink.event(AgentName.EXECUTION, SessionEvents.SubAgentStarted.of(name, task, model));
        Usage usage = Usage.NONE;
        boolean failed = true;
        try {
            AgentTurn turn = turns.run(agent, UserMessage.of(task), model);
            usage = turn.usage();
            failed = false;
            return report(name, turn.text());
        } catch (HelixException failure) {
            return ToolResult.failed(name + " ended without a report: " + failure.getMessage()
                    + "\nWhat it wrote so far is still in the worktree.");
        } finally {
            sink.event(AgentName.EXECUTION, SessionEvents.SubAgentFinished.of(name, failed, usage));
        }
    }
}
