/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.ProjectionReport.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pass of the canonicalizer that makes one message of consecutive user messages. */
final class UserMerge {
    private UserMerge() {}

    static boolean areNeighbours(@Nullable Message before, Message message) {
        return message instanceof UserMessage && before instanceof UserMessage;
    }

    static Draft apply(Draft draft, Changes changes) {
        Draft.Rewriter merged = draft.rewriter();
        int i = 0;
        while (i < draft.size()) {
            int end = i + 1;
            while (end < draft.size() && areNeighbours(draft.get(i), draft.get(end))) {
                end++;
            }
            Message message = end == i + 1 ? draft.get(i) : merged(draft, i, end, changes);
            merged.add(message, draft.position(i));
            i = end;
        }
        return merged.done();
    }

    private static Message merged(Draft draft, int start, int end, Changes changes) {
        UserMessage first = (UserMessage) draft.get(start);
        Joined joined = new Joined();
        joined.add(first.content());
        boolean alone = true;
        for (int i = start + 1; i < end; i++) {
            UserMessage message = (UserMessage) draft.get(i);
            if (message.equals(draft.get(i - 1))) {
                changes.add(Kind.REPEATED_USER_MESSAGE_DROPPED, draft.position(i), "", message.text());
                continue;
            }
            changes.add(Kind.MESSAGES_MERGED, draft.position(i), "", "with the one before");
            joined.add(message.content());
            alone = false;
        }
        return alone ? first : new UserMessage(joined.parts());
    }

    /** Parts under construction; text that meets text is joined by one line feed. */
    private static final class Joined {
        private final List<Content> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private boolean inText;

        void add(List<Content> more) {
            for (int i = 0; i < more.size(); i++) {
                boolean plain = more.get(i) instanceof Text
                        && more.get(i).providerData().isEmpty();
                if (i == 0 && plain && inText) {
                    text.append('\n').append(more.get(i).asText());
                    continue;
                }
                endText();
                if (plain) {
                    text.append(more.get(i).asText());
                    inText = true;
                } else {
                    parts.add(more.get(i));
                }
            }
        }

        private void endText() {
            if (inText) {
                parts.add(Text.of(text.toString()));
                text.setLength(0);
                inText = false;
            }
        }

        List<Content> parts() {
            endText();
            return parts;
        }
    }
}
