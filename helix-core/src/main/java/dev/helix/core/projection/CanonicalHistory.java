/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.Message;
import dev.helix.api.projection.ProjectionReport;
import java.util.List;

/**
 * A canonical history and what was removed to get it. Immutable when the messages are.
 *
 * @param messages the history, the list that was given when there was nothing to do
 * @param report everything removed, merged and cut off
 */
public record CanonicalHistory(List<Message> messages, ProjectionReport report) {
    /** Refuses null. */
    public CanonicalHistory {
        requireNonNull(messages, "messages");
        requireNonNull(report, "report");
    }
}
