/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.SystemPlacement;
import dev.helix.api.projection.TargetProfile;
import org.jspecify.annotations.Nullable;

/** The pass that joins the system messages at the front, and turns misplaced ones into tagged text of the user. */
final class SystemPass {
    private final SystemPlacement placement;
    private final Changes changes;

    SystemPass(TargetProfile profile, Changes changes) {
        this.placement = profile.system();
        this.changes = changes;
    }

    Draft apply(Draft draft) {
        Draft.Rewriter placed = draft.rewriter();
        int leading = 0;
        while (placement != SystemPlacement.NEVER
                && leading < draft.size()
                && draft.get(leading) instanceof SystemMessage) {
            leading++;
        }
        if (leading > 0) {
            placed.add(joined(draft, leading), draft.position(0));
        }
        Message before = null;
        for (int i = leading; i < draft.size(); i++) {
            boolean misplaced = draft.get(i) instanceof SystemMessage
                    && !mayStand(before, i + 1 < draft.size() ? draft.get(i + 1) : null);
            before = misplaced ? tagged((SystemMessage) draft.get(i), draft.position(i)) : draft.get(i);
            placed.add(before, draft.position(i));
        }
        return placed.done();
    }

    private SystemMessage joined(Draft draft, int leading) {
        SystemMessage first = (SystemMessage) draft.get(0);
        if (leading == 1) {
            return first;
        }
        StringBuilder text = new StringBuilder(first.text());
        for (int i = 1; i < leading; i++) {
            changes.add(Kind.SYSTEM_MOVED, draft.position(i), "", "joined to the one before");
            text.append("\n\n").append(draft.get(i).text());
        }
        return new SystemMessage(text.toString());
    }

    private boolean mayStand(@Nullable Message before, @Nullable Message after) {
        return switch (placement) {
            case ANYWHERE -> true;
            case AFTER_USER ->
                (before instanceof UserMessage || before instanceof ToolMessage)
                        && (after == null || after instanceof AssistantMessage);
            case FIRST, NEVER -> false;
        };
    }

    private UserMessage tagged(SystemMessage message, int position) {
        changes.add(Kind.SYSTEM_MOVED, position, "", "into a message of the user");
        return UserMessage.of("<system>\n" + message.text() + "\n</system>");
    }
}
