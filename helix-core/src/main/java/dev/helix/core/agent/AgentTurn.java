/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.model.ModelId;
import dev.helix.api.model.Usage;

/**
 * The result of an agent's turn: how it ended.
 *
 * @param text the visible text of its last message
 * @param model the model that gave its last message
 */
public record AgentTurn(String text, Usage usage, ModelId model) {}
