/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.AgentName;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.SessionEvents;
import java.time.Duration;

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
        state.agents()
                .forEach((name, agent) -> agent.openTurn().ifPresent(turn -> {
                    settleCalls(name, agent, log);
                    log.turnEnded(name, turn, SessionEvents.TurnFailed.of(CODE, EXPLANATION));
                }));
    }

    private static void settleCalls(AgentName name, AgentState agent, EventLog log) {
        agent.openCall().ifPresent(call -> log.event(name, CallEvents.ModelCallFailed.of(call, CODE, Duration.ZERO)));
        for (CallEvents.ToolCallStarted tool : agent.runningTools()) {
            log.event(
                    name, CallEvents.ToolCallFinished.of(tool.callId(), tool.tool(), true, EXPLANATION, Duration.ZERO));
        }
        for (ToolCall call : agent.unanswered()) {
            log.event(name, SessionEvents.MessageAdded.of(ToolMessage.of(call.id(), call.name(), ANSWER, true)));
        }
    }
}
