/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import java.util.ArrayList;
import java.util.List;

/** The pass that writes calls and results out as text, for a model that knows no tools. */
final class CallsAsTextPass {
    private final TargetProfile profile;
    private final Changes changes;
    private final GivenParts given;

    CallsAsTextPass(TargetProfile profile, Changes changes) {
        this.profile = profile;
        this.changes = changes;
        this.given = new GivenParts(profile, changes);
    }

    Draft apply(Draft draft) {
        if (!profile.has(TargetRule.CALLS_AS_TEXT)) {
            return draft;
        }
        Draft.Rewriter written = draft.rewriter();
        for (int i = 0; i < draft.size(); i++) {
            written.add(written(draft.get(i), draft.position(i)), draft.position(i));
        }
        return written.done();
    }

    private Message written(Message message, int position) {
        if (message instanceof ToolMessage result) {
            return result(result, position);
        }
        return message instanceof AssistantMessage assistant ? calls(assistant, position) : message;
    }

    private AssistantMessage calls(AssistantMessage message, int position) {
        Rewrite<Content> parts = new Rewrite<>(message.content());
        for (Content part : message.content()) {
            parts.add(part instanceof ToolCall call ? call(call, position) : part);
        }
        List<Content> written = parts.done();
        return written == message.content() ? message : new AssistantMessage(written, message.origin());
    }

    private Content call(ToolCall call, int position) {
        changes.add(Kind.CALL_AS_TEXT, position, call.id(), call.name());
        return Text.of("[called the tool " + call.name() + " with " + call.arguments() + "]");
    }

    private UserMessage result(ToolMessage result, int position) {
        changes.add(Kind.RESULT_AS_TEXT, position, result.callId(), result.toolName());
        List<Content> parts = new ArrayList<>();
        parts.add(Text.of("[the tool " + result.toolName() + (result.error() ? " failed]" : " returned]")));
        parts.addAll(given.of(result.content(), position, profile.userMedia()));
        return new UserMessage(parts);
    }
}
