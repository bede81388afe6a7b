/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.ModelCallId;
import dev.helix.api.TurnId;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelId;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.SessionEvents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the events of one agent add up to. Confined to one thread. */
public final class AgentState {
    private final List<Message> messages = new ArrayList<>();
    /** Calls of the latest assistant message that have no answer yet, by id. */
    private final Map<String, ToolCall> unanswered = new LinkedHashMap<>();
    /** Tools that run, by the id of their call. */
    private final Map<String, CallEvents.ToolCallStarted> runningTools = new LinkedHashMap<>();

    private @Nullable TurnId openTurn;
    private @Nullable ModelId named;
    private @Nullable ModelId ofTurn;
    private @Nullable ModelId answering;
    private @Nullable ModelCallId openCall;

    AgentState() {}

    void apply(Optional<TurnId> turn, EventBody body) {
        if (body instanceof SessionEvents.TurnStarted started) {
            openTurn = turn.orElse(null);
            named = started.model();
        } else if (body instanceof SessionEvents.MessageAdded added) {
            add(added.message());
        } else if (body instanceof SessionEvents.ModelSwitched switched) {
            answering = switched.to();
        } else if (body instanceof CallEvents.ModelCallStarted started) {
            answering = started.model();
            openCall = started.call();
        } else if (body instanceof CallEvents.ModelCallFinished || body instanceof CallEvents.ModelCallFailed) {
            openCall = null;
        } else if (body instanceof CallEvents.ToolCallStarted started) {
            runningTools.put(started.callId(), started);
        } else if (body instanceof CallEvents.ToolCallFinished finished) {
            runningTools.remove(finished.callId());
        } else if (body instanceof SessionEvents.TurnFinished || body instanceof SessionEvents.TurnFailed) {
            openTurn = null;
        }
    }

    private void add(Message message) {
        messages.add(message);
        if (message instanceof AssistantMessage assistant) {
            unanswered.clear();
            assistant.calls().forEach(call -> unanswered.put(call.id(), call));
        } else if (message instanceof ToolMessage answer) {
            unanswered.remove(answer.callId());
        } else if (message instanceof UserMessage) {
            ofTurn = named;
        }
    }

    /** {@return the conversation, oldest first; a copy} */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** {@return the turn that has no end yet} */
    public Optional<TurnId> openTurn() {
        return Optional.ofNullable(openTurn);
    }

    /** {@return the model of the latest turn whose message became part of the conversation} */
    public Optional<ModelId> ofTurn() {
        return Optional.ofNullable(ofTurn);
    }

    /** {@return the model that was asked last, by a turn or a routing} */
    public Optional<ModelId> answering() {
        return Optional.ofNullable(answering);
    }

    /** {@return the model call that has no end yet} */
    Optional<ModelCallId> openCall() {
        return Optional.ofNullable(openCall);
    }

    /** {@return the tool calls that were begun and have no end yet} */
    List<CallEvents.ToolCallStarted> runningTools() {
        return List.copyOf(runningTools.values());
    }

    /** {@return the calls the model waits for an answer to} */
    List<ToolCall> unanswered() {
        return List.copyOf(unanswered.values());
    }
}
