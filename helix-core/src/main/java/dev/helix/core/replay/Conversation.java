/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import java.util.List;

/**
 * One conversation of an authored cassette.
 *
 * @param name for messages
 * @param opens what the first user message must contain
 * @param system what the standing instructions must contain, possibly empty
 * @param replies the n-th answers a request with n assistant messages
 */
record Conversation(String name, String opens, String system, List<ScriptedReply> replies) {
    Conversation {
        replies = List.copyOf(replies);
    }
}
