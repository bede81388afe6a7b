/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

/** One entry of a conversation. */
public sealed interface Message permits SystemMessage, UserMessage, AssistantMessage, ToolMessage {
    /** {@return the visible text of the message, its text parts joined without separator, possibly empty} */
    String text();
}
