/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import dev.helix.api.message.Origin;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.projection.TargetProfile;
import dev.helix.core.projection.ProjectedHistory;

/**
 * One call of an engine. Immutable.
 *
 * @param request what the session asks
 * @param history its conversation in the form the model accepts
 * @param profile what the model accepts
 */
public record EngineCall(ModelRequest request, ProjectedHistory history, TargetProfile profile) {
    /** {@return the engine} */
    public Origin self() {
        return profile.origin();
    }
}
