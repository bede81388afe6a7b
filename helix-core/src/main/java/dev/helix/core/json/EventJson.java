/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import dev.helix.api.session.SessionEvent;

/** A utility method that writes session events as lines of a journal. */
public final class EventJson {
    private EventJson() {}

    /**
     * Writes an event.
     *
     * <pre>{@code
     * {"v":1,"seq":7,"at":"2026-01-01T00:00:00Z","session":"abc","agent":{"role":"CODER","name":"coder"},
     *  "type":"MessageAdded","data":{"message":{"type":"UserMessage","content":[{"type":"Text","text":"hello"}]}}}
     * }</pre>
     *
     * @param event the event
     * @return one line of JSON text
     * @throws IllegalArgumentException if the body holds a value that has no JSON form
     */
    public static String write(SessionEvent event) {
        return ApiJson.write(event);
    }
}
