/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import java.util.List;
import java.util.Optional;

/**
 * A reply and what has to happen before it is given.
 *
 * @param place where it stands, for messages
 * @param template the reply
 * @param expect what must have come since the last assistant message
 * @param hold whom it waits for
 * @param failure what goes wrong first
 */
record ScriptedReply(
        String place, ReplyTemplate template, List<String> expect, Optional<Hold> hold, Optional<Failure> failure) {

    /**
     * The condition that holds requests back.
     *
     * @param group the requests that wait for each other
     * @param count how many different ones must have arrived
     */
    record Hold(String group, int count) {}

    static ScriptedReply plain(String place, ReplyTemplate template) {
        return new ScriptedReply(place, template, List.of(), Optional.empty(), Optional.empty());
    }
}
