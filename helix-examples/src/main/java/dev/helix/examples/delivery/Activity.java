/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.AgentName;
import dev.helix.api.model.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A tracker of the calls in flight and of what each agent has cost so far. Confined to one thread at a time. */
final class Activity {
    private final Map<AgentName, Call> models = new LinkedHashMap<>();
    private final Map<AgentName, Map<String, Call>> tools = new LinkedHashMap<>();
    private final Map<AgentName, Usage> usage = new HashMap<>();

    /**
     * A call that has not been answered.
     *
     * @param agent who called
     * @param what the model or tool
     * @param since when it began
     */
    record Call(AgentName agent, String what, Instant since) {}

    void modelCallStarted(AgentName agent, String model, Instant at) {
        models.put(agent, new Call(agent, model, at));
    }

    void modelCallEnded(AgentName agent, Usage cost) {
        models.remove(agent);
        usage.merge(agent, cost, Usage::plus);
    }

    void toolCallStarted(AgentName agent, String callId, String tool, Instant at) {
        tools.computeIfAbsent(agent, unused -> new LinkedHashMap<>()).put(callId, new Call(agent, tool, at));
    }

    void toolCallEnded(AgentName agent, String callId) {
        tools.getOrDefault(agent, Map.of()).remove(callId);
    }

    /** Forgets the calls of an agent whose turn is over, however it ended. */
    void turnEnded(AgentName agent) {
        models.remove(agent);
        tools.remove(agent);
    }

    void allEnded() {
        models.clear();
        tools.clear();
    }

    int modelCallsInFlight() {
        return models.size();
    }

    /** {@return what takes its time: model calls, and tool calls that do not themselves wait for agents or the user} */
    List<Call> waitingFor() {
        List<Call> calls = new ArrayList<>(models.values());
        tools.values().forEach(ofAgent -> calls.addAll(ofAgent.values()));
        calls.removeIf(call -> Set.of("run_subagent", "propose_scope").contains(call.what()));
        return calls;
    }

    /** Counts the model and tool calls under way, for example {@code 3m 1t}; empty when all is quiet. */
    String inFlight() {
        int running = tools.values().stream().mapToInt(Map::size).sum();
        String models = this.models.isEmpty() ? "" : this.models.size() + "m";
        return (models + (running == 0 ? "" : " " + running + "t")).strip();
    }

    long tokens(AgentName agent) {
        return usage.getOrDefault(agent, Usage.NONE).total();
    }
}
