/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;

/** An engine factory that gives every target of the provider {@code test} the same engine. */
public record OneEngine(ModelEngine engine) implements EngineFactory {
    @Override
    public String provider() {
        return "test";
    }

    @Override
    public ModelEngine open(EngineTarget target) {
        return engine;
    }
}
