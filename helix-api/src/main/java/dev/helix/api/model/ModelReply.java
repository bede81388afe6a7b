/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import dev.helix.api.message.AssistantMessage;

/**
 * The result of one model call. Immutable.
 *
 * @param message the complete assistant message
 * @param stop why the model stopped
 * @param usage the tokens of this call
 */
public record ModelReply(AssistantMessage message, StopReason stop, Usage usage) {}
