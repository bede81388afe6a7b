/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import java.util.List;

/** The validator's rules about who speaks when. */
final class OrderRules {
    private final TargetProfile profile;
    private final List<Violation> found;

    OrderRules(TargetProfile profile, List<Violation> found) {
        this.profile = profile;
        this.found = found;
    }

    void check(List<Message> history) {
        if (history.stream().allMatch(SystemMessage.class::isInstance)) {
            found.add(new Violation("somebody-speaks", -1, history.size() + " messages"));
            return;
        }
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i) instanceof SystemMessage) {
                system(history, i);
            }
            if (i > 0) {
                neighbours(history.get(i - 1), history.get(i), i);
            }
        }
        first(history);
        if (profile.has(TargetRule.REASONING_STARTS_LOOP)) {
            loop(history);
        }
        last(history.get(history.size() - 1), history.size() - 1);
    }

    private void system(List<Message> history, int index) {
        boolean mayStand = switch (profile.system()) {
            case NEVER -> false;
            case FIRST -> index == 0;
            case AFTER_USER -> index == 0 || betweenUserAndModel(history, index);
            case ANYWHERE -> true;
        };
        if (!mayStand) {
            found.add(new Violation("system-placement", index, profile.system().name()));
        }
    }

    /** {@return whether the run of system messages around a position has somebody's word before it and none behind} */
    private static boolean betweenUserAndModel(List<Message> history, int index) {
        int before = index;
        int after = index;
        while (before >= 0 && history.get(before) instanceof SystemMessage) {
            before--;
        }
        while (after < history.size() && history.get(after) instanceof SystemMessage) {
            after++;
        }
        boolean afterUser = before >= 0 && !(history.get(before) instanceof AssistantMessage);
        return afterUser && (after == history.size() || history.get(after) instanceof AssistantMessage);
    }

    private void neighbours(Message before, Message message, int index) {
        if (profile.has(TargetRule.USERS_MERGED) && before instanceof UserMessage && message instanceof UserMessage) {
            found.add(new Violation("users-alternate", index, ""));
        }
        if (profile.has(TargetRule.ASSISTANTS_MERGED)
                && before instanceof AssistantMessage
                && message instanceof AssistantMessage) {
            found.add(new Violation("assistants-alternate", index, ""));
        }
        if (profile.has(TargetRule.ASSISTANT_AFTER_RESULTS)
                && before instanceof ToolMessage
                && message instanceof UserMessage) {
            found.add(new Violation("assistant-after-results", index, ""));
        }
    }

    private void first(List<Message> history) {
        int first = 0;
        while (history.get(first) instanceof SystemMessage) {
            first++;
        }
        if (profile.has(TargetRule.USER_FIRST) && !(history.get(first) instanceof UserMessage)) {
            found.add(new Violation("user-first", first, ""));
        }
    }

    /** The first message with calls since the user spoke begins with what the model thought. */
    private void loop(List<Message> history) {
        int i = history.size();
        while (i > 0 && !(history.get(i - 1) instanceof UserMessage)) {
            i--;
        }
        while (i < history.size()) {
            if (history.get(i) instanceof AssistantMessage assistant
                    && !assistant.calls().isEmpty()) {
                if (!ContentRules.isReasoning(assistant.content().get(0), profile)) {
                    found.add(new Violation("reasoning-starts-loop", i, ""));
                }
                return;
            }
            i++;
        }
    }

    private void last(Message last, int index) {
        if (!(last instanceof AssistantMessage assistant) || assistant.content().isEmpty()) {
            return;
        }
        Content end = assistant.content().get(assistant.content().size() - 1);
        if (profile.has(TargetRule.USER_LAST) && !ServerCallRules.isOpenCall(end, profile)) {
            found.add(new Violation("user-last", index, ""));
        }
        String text = end.asText();
        if (profile.has(TargetRule.NO_TRAILING_SPACE) && !text.equals(text.stripTrailing())) {
            found.add(new Violation("no-trailing-space", index, ""));
        }
    }
}
