/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.UserMessage;
import dev.helix.llm.anthropic.CallPairing.Paired;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * A projection of a conversation into the form the protocol requires. A pure function: the same messages give the
 * same bytes, and a longer conversation starts with the bytes of the shorter one, which is what the provider's prompt
 * cache looks at.
 *
 * <ul>
 *   <li>All results of a message's calls stand in the one user message after it, in call order, before anything else.
 *       A call without a result is answered as interrupted.
 *   <li>In an assistant message text stands before calls.
 *   <li>Text without a visible character is left out, and a message that is empty then.
 *   <li>Reasoning goes back to the model that produced it, signed, and never last in a message; other providers' blocks
 *       go nowhere.
 *   <li>The last message is the user's: current models refuse to continue a message of their own.
 * </ul>
 */
final class MessageProjection {
    /** Stands in where the protocol wants a user message and nobody said anything. */
    static final String FILLER = "Continue.";

    private final Origin self;
    private final List<WireMessage> wire = new ArrayList<>();

    private MessageProjection(Origin self) {
        this.self = self;
    }

    static List<WireMessage> of(List<Message> messages, CallPairing pairing, Origin self) {
        MessageProjection projection = new MessageProjection(self);
        for (int position = 0; position < messages.size(); position++) {
            projection.add(messages.get(position), pairing.at(position));
        }
        projection.endWithUser();
        return projection.wire;
    }

    private void add(Message message, List<Paired> calls) {
        if (message instanceof AssistantMessage assistant) {
            addAssistant(assistant, calls);
        } else if (message instanceof UserMessage user) {
            user.content().stream()
                    .filter(MessageProjection::isVisible)
                    .forEach(part -> addUser(RequestBlocks.given(part)));
        }
        // Tool messages were placed behind their calls; system messages are in the request's system prompt.
    }

    private void addUser(JsonNode block) {
        if (wire.isEmpty() || !wire.get(wire.size() - 1).isUser()) {
            wire.add(WireMessage.user());
        }
        wire.get(wire.size() - 1).blocks().add(block);
    }

    private void endWithUser() {
        if (wire.isEmpty() || !wire.get(wire.size() - 1).isUser()) {
            addUser(RequestBlocks.text(FILLER));
        }
    }

    private void addAssistant(AssistantMessage message, List<Paired> calls) {
        Iterator<Paired> next = calls.iterator();
        List<JsonNode> blocks = new ArrayList<>();
        for (Content part : textBeforeCalls(sendable(message))) {
            blocks.add(part instanceof ToolCall ? RequestBlocks.call(next.next()) : ownBlock(part));
        }
        if (blocks.isEmpty()) {
            return;
        }
        wire.add(WireMessage.assistant(blocks));
        calls.forEach(call -> addUser(RequestBlocks.result(call)));
    }

    private List<Content> sendable(AssistantMessage message) {
        List<Content> parts =
                new ArrayList<>(message.content().stream().filter(this::maySend).toList());
        while (!parts.isEmpty() && isReasoning(parts.get(parts.size() - 1))) {
            parts.remove(parts.size() - 1);
        }
        return parts;
    }

    private boolean maySend(Content part) {
        if (part instanceof Thinking thinking) {
            return thinking.origin().equals(self) && !thinking.signature().isEmpty();
        }
        if (part instanceof Opaque opaque) {
            return opaque.origin().equals(self) && !RequestBlocks.type(opaque).isEmpty();
        }
        // Of what is left, the protocol knows only text in assistant messages.
        return part instanceof ToolCall || (part instanceof Text && isVisible(part));
    }

    private static boolean isReasoning(Content part) {
        return part instanceof Thinking
                || (part instanceof Opaque opaque && RequestBlocks.type(opaque).equals("redacted_thinking"));
    }

    private static boolean isVisible(Content part) {
        return !(part instanceof Text text) || !CleanText.isBlank(text.text());
    }

    /** Leaves the order alone unless text follows a call: reasoning between calls must stay where it was. */
    private static List<Content> textBeforeCalls(List<Content> parts) {
        boolean called = false;
        for (Content part : parts) {
            if (called && part instanceof Text) {
                return parts.stream()
                        .sorted(Comparator.comparing(one -> one instanceof ToolCall))
                        .toList();
            }
            called |= part instanceof ToolCall;
        }
        return parts;
    }

    private static JsonNode ownBlock(Content part) {
        if (part instanceof Thinking thinking) {
            return RequestBlocks.thinking(thinking);
        }
        return part instanceof Opaque opaque ? RequestBlocks.opaque(opaque) : RequestBlocks.text(part.asText());
    }
}
