/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.Content;
import dev.helix.core.projection.ProjectedTurn.Role;
import java.util.List;
import java.util.stream.Collectors;

/** A projected history as one text, for programs that take a prompt instead of messages. */
public final class Transcript {
    private static final String INTRODUCTION =
            "This is a conversation so far, oldest first. Answer what the user said last.";

    private Transcript() {}

    /**
     * Renders a history that was projected by {@link TargetProfiles#transcript}.
     *
     * @return the text of the last turn alone when nothing was said before; otherwise every turn under the name of who
     *     speaks, the standing instructions first
     */
    public static String of(ProjectedHistory history) {
        List<ProjectedTurn> turns = requireNonNull(history, "history").turns();
        String instructions = history.system();
        if (turns.size() == 1 && instructions.isEmpty()) {
            return text(turns.get(0));
        }
        StringBuilder text = new StringBuilder();
        if (!instructions.isEmpty()) {
            text.append(instructions).append("\n\n");
        }
        text.append(INTRODUCTION);
        turns.forEach(turn ->
                text.append("\n\n## ").append(name(turn.role())).append("\n\n").append(text(turn)));
        return text.toString();
    }

    private static String name(Role role) {
        return switch (role) {
            case SYSTEM -> "System";
            case USER -> "User";
            case ASSISTANT -> "Assistant";
        };
    }

    private static String text(ProjectedTurn turn) {
        return turn.content().stream()
                .map(Content::asText)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
