/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import static java.util.Objects.requireNonNull;

import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A factory of engines that a {@link ScriptedModel} answers for. Any model name is served; the requests are kept.
 * Thread-safe.
 *
 * <pre>{@code
 * ScriptedEngines engines = ScriptedEngines.of(ScriptedModel.says("Hello."));
 * Helix helix = Helix.builder().home(home).engines(engines).defaultModel("scripted:any").build();
 * }</pre>
 */
public final class ScriptedEngines implements EngineFactory {
    private final String provider;
    private final ScriptedModel model;
    private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();

    private ScriptedEngines(String provider, ScriptedModel model) {
        this.provider = requireNonNull(provider, "provider");
        this.model = requireNonNull(model, "model");
    }

    /**
     * Serves models {@code scripted:anything}.
     *
     * @param model who answers
     * @return a factory named {@code scripted}
     */
    public static ScriptedEngines of(ScriptedModel model) {
        return new ScriptedEngines("scripted", model);
    }

    /**
     * Stands in for another provider.
     *
     * @param name the part of a model id before its colon
     * @return a copy of that name, which has kept no request
     */
    public ScriptedEngines provider(String name) {
        return new ScriptedEngines(name, model);
    }

    /** {@return the requests so far, in the order of their arrival} */
    public List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public ModelEngine open(EngineTarget target) {
        return new ScriptedEngine(target.model(), "scripted", request -> {
            requests.add(request);
            return model.answer(request);
        });
    }
}
