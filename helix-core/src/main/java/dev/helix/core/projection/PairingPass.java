/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.UnpairedPolicy;
import dev.helix.api.projection.UnsendableHistoryException;
import dev.helix.core.projection.CallPairing.Call;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The pass that places the results of all calls directly behind their message, in the order of the calls. */
final class PairingPass {
    private static final String INTERRUPTED =
            "The call was interrupted before it returned anything; it may or may not have had an effect.";

    private final TargetProfile profile;
    private final ToolNames names;
    private final Changes changes;

    PairingPass(TargetProfile profile, ToolNames names, Changes changes) {
        this.profile = profile;
        this.names = names;
        this.changes = changes;
    }

    Draft apply(Draft draft) {
        if (isInOrder(draft)) {
            return draft;
        }
        CallPairing pairing = CallPairing.of(draft, new CallIds(profile.callIds()));
        report(pairing, draft);
        Draft.Rewriter placed = draft.rewriter();
        for (int i = 0; i < draft.size(); i++) {
            Message message = draft.get(i);
            if (message instanceof AssistantMessage assistant) {
                addWithResults(assistant, i, pairing.at(i), draft, placed);
            } else if (!(message instanceof ToolMessage)) {
                placed.add(message, draft.position(i));
            }
        }
        return placed.done();
    }

    /** Checks without allocating anything per message, since most histories are in order. */
    private boolean isInOrder(Draft draft) {
        Set<String> ids = new HashSet<>();
        int i = 0;
        while (i < draft.size()) {
            Message message = draft.get(i++);
            if (message instanceof ToolMessage) {
                return false;
            }
            if (message instanceof AssistantMessage assistant) {
                for (Content part : assistant.content()) {
                    if (part instanceof ToolCall call && !(ids.add(call.id()) && isAnswered(call, draft, i++))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean isAnswered(ToolCall call, Draft draft, int index) {
        return profile.callIds().accepts(call.id())
                && index < draft.size()
                && draft.get(index) instanceof ToolMessage result
                && result.callId().equals(call.id())
                && result.toolName().equals(call.name());
    }

    private void report(CallPairing pairing, Draft draft) {
        for (int i : pairing.orphans()) {
            changes.add(Kind.ORPHAN_RESULT_DROPPED, draft.position(i), ((ToolMessage) draft.get(i)).callId(), "");
        }
        for (int i : pairing.duplicates()) {
            changes.add(Kind.DUPLICATE_RESULT_DROPPED, draft.position(i), ((ToolMessage) draft.get(i)).callId(), "");
        }
        if (profile.unpaired() == UnpairedPolicy.FAIL && !pairing.isComplete()) {
            throw new UnsendableHistoryException("the history has tool calls without a result, or results without a"
                    + " call: " + pairing.unpairedIds(draft) + "; add what is missing, or choose another policy");
        }
    }

    private void addWithResults(
            AssistantMessage message, int index, List<Call> calls, Draft draft, Draft.Rewriter placed) {
        placed.add(withIds(message, draft.position(index), calls), draft.position(index));
        int expected = index + 1;
        for (Call call : calls) {
            if (call.result() < 0) {
                changes.add(
                        Kind.RESULT_SYNTHESIZED,
                        draft.position(index),
                        call.call().id(),
                        call.id());
                placed.add(ToolMessage.of(call.id(), call.call().name(), INTERRUPTED, true), Draft.NOWHERE);
                continue;
            }
            int position = draft.position(call.result());
            if (call.result() != expected++) {
                changes.add(Kind.RESULT_MOVED, position, call.call().id(), "");
            }
            placed.add(result(call, (ToolMessage) draft.get(call.result()), position), position);
        }
    }

    private AssistantMessage withIds(AssistantMessage message, int position, List<Call> calls) {
        if (calls.isEmpty()) {
            return message;
        }
        Rewrite<Content> parts = new Rewrite<>(message.content());
        Iterator<Call> next = calls.iterator();
        for (Content part : message.content()) {
            parts.add(part instanceof ToolCall call ? withId(call, next.next().id(), position) : part);
        }
        List<Content> renamed = parts.done();
        return renamed == message.content() ? message : new AssistantMessage(renamed, message.origin());
    }

    private ToolCall withId(ToolCall call, String id, int position) {
        if (id.equals(call.id())) {
            return call;
        }
        changes.add(Kind.CALL_ID_CHANGED, position, call.id(), id);
        return call.withId(id);
    }

    private ToolMessage result(Call call, ToolMessage result, int position) {
        String name = call.call().name();
        if (result.callId().equals(call.id()) && result.toolName().equals(name)) {
            return result;
        }
        if (!result.toolName().equals(names.inSession(name))
                && !result.toolName().equals(name)) {
            changes.add(Kind.TOOL_NAME_CHANGED, position, result.toolName(), name);
        }
        return ToolMessage.of(call.id(), name, result.content(), result.error());
    }
}
