/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.TargetProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pass that makes every part of every message sendable by itself, and leaves out what cannot be. */
final class PartsPass {
    private static final String FAILED_SILENTLY = "The call failed without a message.";

    private final TargetProfile profile;
    private final Changes changes;
    private final GivenParts given;
    private final AssistantParts assistants;
    private final Set<String> resultMedia;

    PartsPass(TargetProfile profile, ToolNames names, Changes changes) {
        this.profile = profile;
        this.changes = changes;
        this.given = new GivenParts(profile, changes);
        this.assistants = new AssistantParts(profile, names, given, changes);
        // What only a user message may hold stays for now: a later pass moves it there.
        this.resultMedia = new HashSet<>(profile.resultMedia());
        resultMedia.addAll(profile.userMedia());
    }

    Draft apply(Draft draft) {
        Draft.Rewriter kept = draft.rewriter();
        for (int i = 0; i < draft.size(); i++) {
            Message sendable = of(draft.get(i), draft.position(i));
            if (sendable != null) {
                kept.add(sendable, draft.position(i));
            }
        }
        return kept.done();
    }

    private @Nullable Message of(Message message, int position) {
        if (message instanceof UserMessage user) {
            return user(user, position);
        }
        if (message instanceof ToolMessage result) {
            return result(result, position);
        }
        return message instanceof AssistantMessage assistant
                ? assistants.of(assistant, position)
                : system((SystemMessage) message, position);
    }

    private @Nullable Message user(UserMessage message, int position) {
        List<Content> parts = given.of(message.content(), position, profile.userMedia());
        if (parts.isEmpty()) {
            return null;
        }
        return parts == message.content() ? message : new UserMessage(parts);
    }

    private Message result(ToolMessage message, int position) {
        List<Content> parts = given.of(message.content(), position, resultMedia);
        if (parts.isEmpty() && message.error()) {
            // An error without content is refused; an empty result is not.
            changes.add(Kind.FILLER_ADDED, position, message.callId(), FAILED_SILENTLY);
            parts = List.of(Text.of(FAILED_SILENTLY));
        }
        return parts == message.content()
                ? message
                : ToolMessage.of(message.callId(), message.toolName(), parts, message.error());
    }

    private @Nullable Message system(SystemMessage message, int position) {
        if (Texts.isBlank(message.text())) {
            changes.add(Kind.BLANK_TEXT_DROPPED, position, "", "");
            return null;
        }
        String clean = Texts.clean(message.text());
        if (clean.equals(message.text())) {
            return message;
        }
        changes.add(Kind.TEXT_CLEANED, position, "", "characters in need of replacement among " + clean.length());
        return new SystemMessage(clean);
    }
}
