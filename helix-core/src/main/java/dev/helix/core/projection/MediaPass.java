/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The pass that moves images and documents out of results that may not hold them, into one user message behind all
 * results of the same message.
 */
final class MediaPass {
    private final TargetProfile profile;
    private final Changes changes;

    MediaPass(TargetProfile profile, Changes changes) {
        this.profile = profile;
        this.changes = changes;
    }

    Draft apply(Draft draft) {
        if (!profile.has(TargetRule.ERRORS_ARE_TEXT) && profile.resultMedia().containsAll(profile.userMedia())) {
            return draft;
        }
        Draft.Rewriter placed = draft.rewriter();
        List<Content> moved = new ArrayList<>();
        for (int i = 0; i < draft.size(); i++) {
            Message message = draft.get(i);
            if (message instanceof ToolMessage result) {
                placed.add(without(result, draft.position(i), moved), draft.position(i));
            } else {
                addMoved(moved, placed);
                placed.add(message, draft.position(i));
            }
        }
        addMoved(moved, placed);
        return placed.done();
    }

    private boolean moves(Content part, ToolMessage result) {
        boolean textOnly = result.error() && profile.has(TargetRule.ERRORS_ARE_TEXT);
        return Media.is(part) && (textOnly || !Media.isAmong(profile.resultMedia(), part));
    }

    private static void addMoved(List<Content> moved, Draft.Rewriter placed) {
        if (!moved.isEmpty()) {
            placed.add(new UserMessage(moved), Draft.NOWHERE);
            moved.clear();
        }
    }

    private ToolMessage without(ToolMessage result, int position, List<Content> moved) {
        Rewrite<Content> parts = new Rewrite<>(result.content());
        for (Content part : result.content()) {
            boolean moves = moves(part, result);
            if (moves) {
                changes.add(Kind.MEDIA_MOVED, position, Media.type(part), result.callId());
                moved.add(Text.of("[" + Media.describe(part) + " that the tool " + result.toolName() + " returned]"));
                moved.add(part);
            }
            parts.add(moves ? Text.of("[" + Media.describe(part) + " follows in the next user message]") : part);
        }
        List<Content> kept = parts.done();
        return kept == result.content()
                ? result
                : ToolMessage.of(result.callId(), result.toolName(), kept, result.error());
    }
}
