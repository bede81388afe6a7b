/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * One turn of a projected history, for protocols that put results and what the user said into one message. Immutable.
 *
 * @param role whose turn it is
 * @param results the answers to all calls of the turn before, in the order of the calls; empty unless the turn is the
 *     user's
 * @param content what the role says, behind the results; empty only when there are results
 */
public record ProjectedTurn(Role role, List<ToolMessage> results, List<Content> content) {

    /** The role of a turn. */
    public enum Role {
        /** Instructions in the midst of the conversation. */
        SYSTEM,
        /** The user, and the tools. */
        USER,
        /** The model. */
        ASSISTANT
    }

    /** Copies the lists. */
    public ProjectedTurn {
        requireNonNull(role, "role");
        results = List.copyOf(requireNonNull(results, "results"));
        content = List.copyOf(requireNonNull(content, "content"));
    }

    /** Groups messages: everything between two assistant messages is one turn of the user, unless the system speaks. */
    static List<ProjectedTurn> of(List<Message> messages) {
        List<ProjectedTurn> turns = new ArrayList<>();
        List<ToolMessage> results = new ArrayList<>();
        List<Content> said = new ArrayList<>();
        for (Message message : messages) {
            if (message instanceof ToolMessage result) {
                results.add(result);
                continue;
            }
            if (message instanceof UserMessage user) {
                said.addAll(user.content());
                continue;
            }
            endUserTurn(turns, results, said);
            turns.add(
                    message instanceof AssistantMessage assistant
                            ? new ProjectedTurn(Role.ASSISTANT, List.of(), assistant.content())
                            : new ProjectedTurn(Role.SYSTEM, List.of(), List.of(Text.of(message.text()))));
        }
        endUserTurn(turns, results, said);
        return List.copyOf(turns);
    }

    private static void endUserTurn(List<ProjectedTurn> turns, List<ToolMessage> results, List<Content> said) {
        if (!results.isEmpty() || !said.isEmpty()) {
            turns.add(new ProjectedTurn(Role.USER, results, said));
            results.clear();
            said.clear();
        }
    }
}
