/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The pass that puts the parts of assistant messages in order, and leaves out messages that are empty by now. */
final class ShapePass {
    private final TargetProfile profile;
    private final Changes changes;
    private final boolean textFirst;
    private final boolean reasoningNotLast;

    ShapePass(TargetProfile profile, Changes changes) {
        this.profile = profile;
        this.changes = changes;
        this.textFirst = profile.has(TargetRule.TEXT_BEFORE_CALLS);
        this.reasoningNotLast = profile.has(TargetRule.REASONING_NOT_LAST);
    }

    Draft apply(Draft draft) {
        Draft.Rewriter shaped = draft.rewriter();
        for (int i = 0; i < draft.size(); i++) {
            Message message = draft.get(i);
            int position = draft.position(i);
            if (!(message instanceof AssistantMessage assistant)) {
                shaped.add(message, position);
                continue;
            }
            List<Content> parts = shape(assistant.content(), position);
            if (parts.isEmpty()) {
                changes.add(Kind.EMPTY_MESSAGE_DROPPED, position, "", "");
            } else {
                shaped.add(
                        parts == assistant.content() ? message : new AssistantMessage(parts, assistant.origin()),
                        position);
            }
        }
        return shaped.done();
    }

    private List<Content> shape(List<Content> parts, int position) {
        List<Content> ordered = textFirst && hasTextBehindCall(parts) ? textBeforeCalls(parts, position) : parts;
        return reasoningNotLast ? withoutReasoningAtEnd(ordered, position) : ordered;
    }

    /** Reasoning between calls stays where it was unless text has to move. */
    private static boolean hasTextBehindCall(List<Content> parts) {
        boolean called = false;
        for (Content part : parts) {
            if (called && GivenParts.isText(part)) {
                return true;
            }
            called |= part instanceof ToolCall;
        }
        return false;
    }

    private List<Content> textBeforeCalls(List<Content> parts, int position) {
        changes.add(Kind.TEXT_MOVED, position, "", "before the calls");
        List<Content> ordered = new ArrayList<>(parts);
        ordered.sort(Comparator.comparing(part -> part instanceof ToolCall));
        return ordered;
    }

    private List<Content> withoutReasoningAtEnd(List<Content> parts, int position) {
        int end = parts.size();
        while (end > 0 && Reasoning.is(parts.get(end - 1), profile.opaque())) {
            end--;
            changes.add(Kind.REASONING_DROPPED, position, "", "nothing follows it");
        }
        return end == parts.size() ? parts : parts.subList(0, end);
    }
}
