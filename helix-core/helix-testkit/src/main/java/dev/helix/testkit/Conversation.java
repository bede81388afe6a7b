/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import java.util.List;
import java.util.Optional;

/**
 * One conversation of a cassette. It is authored when it tells how it opens, and recorded when its replies tell what
 * exactly came before each of them.
 *
 * @param name for messages
 * @param opens what the first user message must contain, empty when the conversation is recorded
 * @param system what the standing instructions must contain, possibly empty
 * @param replies in the order of the conversation
 */
record Conversation(String name, Optional<String> opens, String system, List<Reply> replies) {
    Conversation {
        replies = List.copyOf(replies);
    }

    /**
     * A reply, whose texts may hold placeholders.
     *
     * @param place where it stands, for messages
     * @param heard all that came since the reply before, as {@link Transcript} writes it; empty in an authored one
     * @param expect texts that must occur in what came since the reply before
     * @param thinking the model's reasoning, possibly empty
     * @param text what the model says, possibly empty
     * @param calls in the order the model makes them
     * @param stop why the model stops
     * @param usage empty when it is to be estimated
     * @param stalls whether the reply never comes
     */
    record Reply(
            String place,
            List<String> heard,
            List<String> expect,
            String thinking,
            String text,
            List<Call> calls,
            StopReason stop,
            Optional<Usage> usage,
            boolean stalls) {}

    /**
     * A tool call.
     *
     * @param id the same in every run
     * @param tool the name of the tool
     * @param arguments JSON text, or what a model mistook for it
     */
    record Call(String id, String tool, String arguments) {}
}
