/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import java.util.function.Function;

/**
 * The models of one turn.
 *
 * @param model answers the user
 * @param routes which answer other calls, and which stand in
 * @param engines opens the engine of a model; throws what an {@link dev.helix.api.model.EngineFactory} throws
 */
public record TurnModels(ModelId model, ModelRoutes routes, Function<ModelId, ModelEngine> engines) {}
