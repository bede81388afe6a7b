/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.model.Usage;

/**
 * Says how an agent's turn ended.
 *
 * @param text the visible text of its last message
 * @param usage what it cost
 */
public record AgentTurn(String text, Usage usage) {}
