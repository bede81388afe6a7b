/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

/**
 * One entry of a conversation. Sealed on purpose: an engine that does not send a new kind would leave out what was said,
 * so a new kind breaks the compile.
 */
public sealed interface Message permits SystemMessage, UserMessage, AssistantMessage, ToolMessage {
    /** {@return the visible text of the message, its text parts joined without separator, possibly empty} */
    String text();
}
