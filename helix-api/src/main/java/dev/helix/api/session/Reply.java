/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.model.ModelId;
import dev.helix.api.model.Usage;
import dev.helix.api.worktree.MergeOutcome;
import java.util.Optional;

/**
 * The result of a turn: how it ended. Immutable.
 *
 * @param text the visible text of the last assistant message
 * @param model the model that answered
 * @param usage what the turn cost
 * @param delivery how the merge ended, when the agent completed a delivery in this turn
 */
public record Reply(String text, ModelId model, Usage usage, Optional<MergeOutcome> delivery) {}
