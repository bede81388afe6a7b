/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.AgentName;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.tool.ToolResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The ends of turns whose process ended before they did: every start gets its end on record, every call its answer, so
 * that the next turn starts from a conversation that providers accept.
 */
public final class InterruptedTurns {
    static final String CODE = "turn-interrupted";
    static final String EXPLANATION = "the process ended before the turn did";

    private static final String ANSWER =
            "The process ended while this call ran or waited; it may have had effects. Look before you repeat it.";

    private InterruptedTurns() {}

    /** Reports the ends of whatever has none. */
    public static void settle(SessionState state, EventLog log) {
        state.agents().keySet().forEach(name -> settle(name, state, log, call -> Optional.empty()));
    }

    /**
     * Reports the ends of what an agent has left open.
     *
     * @param known looks up the results of calls that ended before the process did, and whose answers were lost
     */
    public static void settle(
            AgentName name, SessionState state, EventLog log, Function<ToolCall, Optional<ToolResult>> known) {
        AgentState agent = state.agent(name);
        agent.openTurn().ifPresent(turn -> {
            agent.openCall()
                    .ifPresent(call -> log.event(name, CallEvents.ModelCallFailed.of(call, CODE, Duration.ZERO)));
            settleCalls(name, agent, log, known);
            log.turnEnded(name, turn, SessionEvents.TurnFailed.of(CODE, EXPLANATION));
        });
    }

    private static void settleCalls(
            AgentName name, AgentState agent, EventLog log, Function<ToolCall, Optional<ToolResult>> known) {
        for (CallEvents.ToolCallStarted tool : agent.runningTools()) {
            log.event(
                    name, CallEvents.ToolCallFinished.of(tool.callId(), tool.tool(), true, EXPLANATION, Duration.ZERO));
        }
        for (ToolCall call : agent.unanswered()) {
            ToolResult result = known.apply(call).orElseGet(() -> ToolResult.failed(ANSWER));
            log.event(
                    name,
                    SessionEvents.MessageAdded.of(
                            ToolMessage.of(call.id(), call.name(), result.content(), result.error())));
        }
    }
}
