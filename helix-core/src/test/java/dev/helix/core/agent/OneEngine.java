/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;

/** An engine factory that gives every target of its provider, {@code test} unless named, the same engine. */
public record OneEngine(String provider, ModelEngine engine) implements EngineFactory {
    /** The factory of the provider {@code test}. */
    public OneEngine(ModelEngine engine) {
        this("test", engine);
    }

    @Override
    public ModelEngine open(EngineTarget target) {
        return engine;
    }
}
