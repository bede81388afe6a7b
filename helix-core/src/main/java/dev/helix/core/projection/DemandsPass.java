/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pass that adds what a model demands of its own messages to those of other models. */
final class DemandsPass {
    private final Changes changes;
    private final @Nullable Opaque sentinel;
    private final @Nullable Thinking noReasoning;

    DemandsPass(TargetProfile profile, Changes changes) {
        this.changes = changes;
        this.sentinel = profile.callSentinel()
                .map(json -> Opaque.of(profile.origin(), json))
                .orElse(null);
        this.noReasoning = profile.has(TargetRule.REASONING_ALWAYS) ? Thinking.of(profile.origin(), "", "") : null;
    }

    Draft apply(Draft draft) {
        if (sentinel == null && noReasoning == null) {
            return draft;
        }
        Draft.Rewriter out = draft.rewriter();
        for (int i = 0; i < draft.size(); i++) {
            Message message = draft.get(i);
            out.add(
                    message instanceof AssistantMessage assistant ? of(assistant, draft.position(i)) : message,
                    draft.position(i));
        }
        return out.done();
    }

    private AssistantMessage of(AssistantMessage message, int position) {
        List<Content> parts = withSentinel(withReasoning(message.content(), position), position);
        return parts == message.content() ? message : new AssistantMessage(parts, message.origin());
    }

    private List<Content> withReasoning(List<Content> parts, int position) {
        if (noReasoning == null || parts.stream().anyMatch(Thinking.class::isInstance)) {
            return parts;
        }
        changes.add(Kind.REASONING_ADDED, position, "", "");
        List<Content> more = new ArrayList<>(parts.size() + 1);
        more.add(noReasoning);
        more.addAll(parts);
        return more;
    }

    /** Only the first call of a message carries one, also when the model makes several at once. */
    private List<Content> withSentinel(List<Content> parts, int position) {
        for (int i = 0; sentinel != null && i < parts.size(); i++) {
            if (parts.get(i) instanceof ToolCall call) {
                if (call.providerData().isPresent()) {
                    return parts;
                }
                changes.add(Kind.PROVIDER_DATA_ADDED, position, call.id(), sentinel.json());
                List<Content> more = new ArrayList<>(parts);
                more.set(i, call.withProviderData(sentinel));
                return more;
            }
        }
        return parts;
    }
}
