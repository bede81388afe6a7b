/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

/** Is one entry of a conversation. */
public sealed interface Message permits SystemMessage, UserMessage, AssistantMessage, ToolMessage {
    /**
     * Returns the visible text of the message, its text parts joined without separator.
     *
     * @return possibly empty
     */
    String text();
}
