/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A factory of engines for models {@code test:anything} whose answers come from a brain; it keeps the requests.
 * Thread-safe.
 */
final class TestModels implements EngineFactory {
    private final ScriptedModel brain;
    private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();

    TestModels(ScriptedModel brain) {
        this.brain = brain;
    }

    List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public String provider() {
        return "test";
    }

    @Override
    public ModelEngine open(EngineTarget target) {
        return new ModelEngine() {
            @Override
            public Origin origin() {
                return new Origin("test", "test", target.model().model());
            }

            @Override
            public ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException {
                requests.add(request);
                ModelReply reply = brain.answer(request);
                reply.message().content().stream()
                        .filter(Text.class::isInstance)
                        .forEach(text -> listener.text(((Text) text).text()));
                return reply;
            }
        };
    }
}
