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
import dev.helix.api.projection.TargetRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pass that merges neighbours of one role, and adds messages where the order of roles demands one. */
final class RolesPass {
    /** Stands in where the model wants the user to speak and nobody did. */
    static final String USER_FILLER = "Continue.";

    private static final String ASSISTANT_FILLER = "Understood.";

    private final TargetProfile profile;
    private final Changes changes;
    private final boolean mergeUsers;
    private final boolean mergeAssistants;

    RolesPass(TargetProfile profile, Changes changes) {
        this.profile = profile;
        this.changes = changes;
        this.mergeUsers = profile.has(TargetRule.USERS_MERGED);
        this.mergeAssistants = profile.has(TargetRule.ASSISTANTS_MERGED);
    }

    Draft apply(Draft draft) {
        Draft.Rewriter out = draft.rewriter();
        Message before = null;
        int i = 0;
        while (i < draft.size()) {
            int end = runEnd(draft, i);
            Message message = end == i + 1 ? draft.get(i) : merged(draft, i, end);
            Message filler = between(before, message);
            if (filler != null) {
                fill(out, filler);
            }
            out.add(message, draft.position(i));
            before = message;
            i = end;
        }
        return ended(out.done());
    }

    private int runEnd(Draft draft, int start) {
        Message first = draft.get(start);
        boolean merges =
                (mergeUsers && first instanceof UserMessage) || (mergeAssistants && first instanceof AssistantMessage);
        int end = start + 1;
        while (merges && end < draft.size() && draft.get(end).getClass() == first.getClass()) {
            end++;
        }
        return end;
    }

    private Message merged(Draft draft, int start, int end) {
        List<Content> parts = new ArrayList<>();
        AssistantMessage last = null;
        for (int i = start; i < end; i++) {
            if (i > start) {
                changes.add(Kind.MESSAGES_MERGED, draft.position(i), "", "with the one before");
            }
            if (draft.get(i) instanceof AssistantMessage assistant) {
                parts.addAll(assistant.content());
                last = assistant;
            } else {
                parts.addAll(((UserMessage) draft.get(i)).content());
            }
        }
        return last == null ? new UserMessage(parts) : new AssistantMessage(parts, last.origin());
    }

    private @Nullable Message between(@Nullable Message before, Message message) {
        boolean first = before == null || before instanceof SystemMessage;
        if (first && message instanceof AssistantMessage && profile.has(TargetRule.USER_FIRST)) {
            return UserMessage.of(USER_FILLER);
        }
        boolean interrupts = before instanceof ToolMessage && message instanceof UserMessage;
        return interrupts && profile.has(TargetRule.ASSISTANT_AFTER_RESULTS)
                ? new AssistantMessage(List.of(Text.of(ASSISTANT_FILLER)), profile.origin())
                : null;
    }

    private void fill(Draft.Rewriter out, Message filler) {
        changes.add(Kind.FILLER_ADDED, Draft.NOWHERE, "", filler.text());
        out.add(filler, Draft.NOWHERE);
    }

    private Draft ended(Draft draft) {
        Message last = draft.size() == 0 ? null : draft.get(draft.size() - 1);
        boolean nobodySpoke = last == null || (draft.size() == 1 && last instanceof SystemMessage);
        boolean modelSpokeLast = last instanceof AssistantMessage
                && profile.has(TargetRule.USER_LAST)
                && !ServerCallsPass.isPaused(last, profile.opaque());
        if (nobodySpoke || modelSpokeLast) {
            Draft.Rewriter out = copy(draft, draft.size());
            fill(out, UserMessage.of(USER_FILLER));
            return out.done();
        }
        return profile.has(TargetRule.NO_TRAILING_SPACE) ? trimmed(draft) : draft;
    }

    private static Draft.Rewriter copy(Draft draft, int end) {
        Draft.Rewriter out = draft.rewriter();
        for (int i = 0; i < end; i++) {
            out.add(draft.get(i), draft.position(i));
        }
        return out;
    }

    private Draft trimmed(Draft draft) {
        int last = draft.size() - 1;
        if (!(draft.get(last) instanceof AssistantMessage message)) {
            return draft;
        }
        int end = message.content().size() - 1;
        if (!(message.content().get(end) instanceof Text text)) {
            return draft;
        }
        String cut = Texts.withoutTrailingSpace(text.text());
        if (cut.equals(text.text())) {
            return draft;
        }
        changes.add(
                Kind.TRAILING_SPACE_CUT, draft.position(last), "", text.text().length() - cut.length() + " characters");
        List<Content> parts = new ArrayList<>(message.content());
        parts.set(end, Text.of(cut));
        Draft.Rewriter out = copy(draft, last);
        out.add(new AssistantMessage(parts, message.origin()), draft.position(last));
        return out.done();
    }
}
