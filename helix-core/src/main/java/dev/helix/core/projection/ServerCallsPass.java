/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.OpaqueRules;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.TargetProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pass that leaves out calls of a provider's own tools without their results, and results without their calls.
 *
 * <p>A result stands behind its call in the same message, or in a later one before the user speaks again. A call that
 * ends the history is kept: the provider paused, and goes on when it gets the message back as it is. So is one that
 * waits for calls of ours which it made itself, as a program of the provider's does.
 */
final class ServerCallsPass {
    private final OpaqueRules rules;
    private final Changes changes;

    ServerCallsPass(TargetProfile profile, Changes changes) {
        this.rules = profile.opaque();
        this.changes = changes;
    }

    Draft apply(Draft draft) {
        if (rules.calls().isEmpty()) {
            return draft;
        }
        Map<Place, OpaqueBlock> blocks = blocks(draft);
        if (blocks.isEmpty()) {
            return draft;
        }
        Set<Place> unpaired = unpaired(draft, blocks);
        return unpaired.isEmpty() ? draft : without(unpaired, draft);
    }

    /**
     * {@return whether the model paused within a call of the provider's own tools, which ends the message; it does not
     * pause while it waits for tools of ours}
     */
    static boolean isPaused(Message message, OpaqueRules rules) {
        if (rules.calls().isEmpty() || !(message instanceof AssistantMessage assistant)) {
            return false;
        }
        List<Content> parts = assistant.content();
        return !parts.isEmpty()
                && parts.get(parts.size() - 1) instanceof Opaque opaque
                && OpaqueBlock.of(opaque, rules).isCall(rules)
                && parts.stream().noneMatch(ToolCall.class::isInstance);
    }

    private record Place(int message, int part) {}

    private Map<Place, OpaqueBlock> blocks(Draft draft) {
        Map<Place, OpaqueBlock> blocks = new HashMap<>();
        for (int i = 0; i < draft.size(); i++) {
            if (draft.get(i) instanceof AssistantMessage assistant) {
                for (int k = 0; k < assistant.content().size(); k++) {
                    if (assistant.content().get(k) instanceof Opaque opaque) {
                        blocks.put(new Place(i, k), OpaqueBlock.of(opaque, rules));
                    }
                }
            }
        }
        return blocks;
    }

    private Set<Place> unpaired(Draft draft, Map<Place, OpaqueBlock> blocks) {
        Set<Place> unpaired = new HashSet<>();
        Map<String, Place> open = new HashMap<>();
        for (int i = 0; i < draft.size(); i++) {
            if (endsTurn(draft.get(i))) {
                unpaired.addAll(open.values());
                open.clear();
            } else if (draft.get(i) instanceof AssistantMessage assistant) {
                for (int k = 0; k < assistant.content().size(); k++) {
                    Place place = new Place(i, k);
                    pair(place, blocks.get(place), open, unpaired);
                }
            }
        }
        open.forEach((id, place) -> {
            if (!waitsForUs(draft, id, place)) {
                unpaired.add(place);
            }
        });
        int last = draft.size() - 1;
        if (last >= 0 && isPaused(draft.get(last), rules)) {
            unpaired.remove(new Place(
                    last, ((AssistantMessage) draft.get(last)).content().size() - 1));
        }
        return unpaired;
    }

    private static boolean waitsForUs(Draft draft, String id, Place place) {
        if (!(draft.get(draft.size() - 1) instanceof ToolMessage)) {
            return false;
        }
        for (int i = place.message(); i < draft.size(); i++) {
            if (draft.get(i) instanceof AssistantMessage assistant
                    && assistant.calls().stream().anyMatch(call -> isMadeBy(id, call))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMadeBy(String id, ToolCall call) {
        return !id.isEmpty()
                && call.providerData()
                        .filter(data -> data.json().contains('"' + id + '"'))
                        .isPresent();
    }

    /** Counts system messages, since a later pass may make them the user's. */
    private static boolean endsTurn(Message message) {
        return message instanceof UserMessage || message instanceof SystemMessage;
    }

    private void pair(Place place, @Nullable OpaqueBlock block, Map<String, Place> open, Set<Place> unpaired) {
        if (block == null) {
            return;
        }
        if (block.isCall(rules)) {
            Place replaced = open.put(block.callId(), place);
            if (replaced != null) {
                unpaired.add(replaced);
            }
        } else if (block.isResult() && open.remove(block.resultOf()) == null) {
            unpaired.add(place);
        }
    }

    private Draft without(Set<Place> unpaired, Draft draft) {
        Draft.Rewriter kept = draft.rewriter();
        for (int i = 0; i < draft.size(); i++) {
            Message message = draft.get(i);
            kept.add(
                    message instanceof AssistantMessage assistant
                            ? without(unpaired, assistant, i, draft.position(i))
                            : message,
                    draft.position(i));
        }
        return kept.done();
    }

    private AssistantMessage without(Set<Place> unpaired, AssistantMessage message, int index, int position) {
        List<Content> kept = new ArrayList<>();
        for (int k = 0; k < message.content().size(); k++) {
            if (unpaired.contains(new Place(index, k))) {
                changes.add(
                        Kind.OPAQUE_DROPPED, position, "", "a call of the provider's own tools, or a result, alone");
            } else {
                kept.add(message.content().get(k));
            }
        }
        return kept.size() == message.content().size() ? message : new AssistantMessage(kept, message.origin());
    }
}
