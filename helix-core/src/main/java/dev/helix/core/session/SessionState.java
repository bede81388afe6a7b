/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.AgentName;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.TurnId;
import dev.helix.api.journal.Journal;
import dev.helix.api.message.UserMessage;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.MergeOutcome;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a session add up to: a fold over them, and nothing else. Feed it every event in order.
 *
 * <p>Kinds of events that it does not know change nothing. Confined to one thread.
 */
public final class SessionState {
    private final Map<AgentName, AgentState> agents = new LinkedHashMap<>();
    private final Map<TurnId, EarlierTurn> requested = new LinkedHashMap<>();
    private @Nullable SessionId session;
    private @Nullable TaskId task;
    private SessionEvents.@Nullable SessionCreated created;
    private @Nullable BindingInfo binding;
    private Optional<String> boundFor = Optional.empty();
    private @Nullable SessionEvent lastMerge;
    private long turns;
    private long modelCalls;

    /** Starts without events. */
    public SessionState() {}

    /**
     * Adds up what a journal holds.
     *
     * @throws dev.helix.api.journal.JournalException if it cannot be read, or a record is no event of this version
     */
    public static SessionState of(Journal journal) {
        SessionState state = new SessionState();
        new RecordedEvents(journal, 1).forEach(state::apply);
        return state;
    }

    /** Adds an event. */
    public void apply(SessionEvent event) {
        EventBody body = event.body();
        session = event.session();
        event.task().ifPresent(known -> task = known);
        event.turn().ifPresent(turn -> turns = Math.max(turns, turn.number()));
        AgentState agent = agents.computeIfAbsent(event.agent(), unknown -> new AgentState());
        agent.apply(event.turn(), body);
        if (body instanceof SessionEvents.SessionCreated first && created == null) {
            created = first;
        } else if (body instanceof CallEvents.ModelCallStarted call) {
            modelCalls = Math.max(modelCalls, call.call().number());
        } else if (body instanceof DeliveryEvents.WorktreeBound bound) {
            binding = bound.binding();
            boundFor = lastWords(agent);
        } else if (body instanceof DeliveryEvents.WorktreeAbandoned || body instanceof DeliveryEvents.WorktreeLost) {
            binding = null;
        } else if (body instanceof DeliveryEvents.MergeAttempted attempt) {
            lastMerge = event;
            if (attempt.outcome() instanceof MergeOutcome.Merged) {
                binding = null;
            }
        }
        event.turn().ifPresent(turn -> requests(turn, body));
    }

    private void requests(TurnId turn, EventBody body) {
        if (body instanceof SessionEvents.TurnStarted started
                && started.requestId().isPresent()) {
            requested.put(turn, new EarlierTurn(turn, started));
        }
        Optional.ofNullable(requested.get(turn)).ifPresent(earlier -> earlier.apply(body));
    }

    private static Optional<String> lastWords(AgentState agent) {
        Optional<String> words = Optional.empty();
        for (var message : agent.messages()) {
            words = message instanceof UserMessage user ? Optional.of(user.text()) : words;
        }
        return words.filter(text -> !text.isBlank());
    }

    /** {@return the session, empty before the first event} */
    public Optional<SessionId> session() {
        return Optional.ofNullable(session);
    }

    /** {@return the managed task it belongs to} */
    public Optional<TaskId> task() {
        return Optional.ofNullable(task);
    }

    /** {@return how a plain session was created} */
    public Optional<SessionEvents.SessionCreated> created() {
        return Optional.ofNullable(created);
    }

    /** {@return the state of an agent, that of one without events when it has none} */
    public AgentState agent(AgentName name) {
        return agents.getOrDefault(name, new AgentState());
    }

    /** {@return the agents in the order of their first events} */
    public Map<AgentName, AgentState> agents() {
        return Collections.unmodifiableMap(agents);
    }

    /** {@return the binding that has no end on record} */
    public Optional<BindingInfo> binding() {
        return Optional.ofNullable(binding);
    }

    /** {@return the words that asked for the work of the latest binding} */
    public Optional<String> boundFor() {
        return boundFor;
    }

    /** {@return the latest attempt to merge} */
    Optional<SessionEvent> lastMerge() {
        return Optional.ofNullable(lastMerge);
    }

    /** {@return how many turns were begun} */
    long turns() {
        return turns;
    }

    /** {@return how many model calls were begun} */
    long modelCalls() {
        return modelCalls;
    }

    /** {@return the turns without an end, by agent} */
    public Map<AgentName, TurnId> openTurns() {
        Map<AgentName, TurnId> open = new HashMap<>();
        agents.forEach((name, agent) -> agent.openTurn().ifPresent(turn -> open.put(name, turn)));
        return open;
    }

    /** {@return the turns that came with a request id and became part of the conversation, in order} */
    Iterable<EarlierTurn> requested() {
        return requested.values().stream().filter(EarlierTurn::wasSaid).toList();
    }
}
