/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import static java.util.Objects.requireNonNull;

/**
 * The standing instructions of a conversation. Immutable.
 *
 * @param text the instructions
 */
public record SystemMessage(String text) implements Message {
    /** Refuses null. */
    public SystemMessage {
        requireNonNull(text, "text");
    }
}
