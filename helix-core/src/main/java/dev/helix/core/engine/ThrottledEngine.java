/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.Origin;
import dev.helix.api.model.EngineEndpoint;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.projection.TargetProfile;
import java.util.concurrent.Semaphore;

/** An engine that holds a permit during each attempt of another engine, and none between attempts. Thread-safe. */
public final class ThrottledEngine implements ModelEngine {
    private final ModelEngine inner;
    private final Semaphore permits;

    /**
     * Decorates an engine.
     *
     * @param inner makes the attempts
     * @param permits one for each attempt that may run at the same time, shared by all engines of a provider
     */
    public ThrottledEngine(ModelEngine inner, Semaphore permits) {
        this.inner = requireNonNull(inner, "inner");
        this.permits = requireNonNull(permits, "permits");
    }

    @Override
    public Origin origin() {
        return inner.origin();
    }

    @Override
    public EngineEndpoint endpoint() {
        return inner.endpoint();
    }

    @Override
    public TargetProfile profile(ModelRequest request) {
        return inner.profile(requireNonNull(request, "request"));
    }

    @Override
    public ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException {
        requireNonNull(listener, "listener");
        requireNonNull(request, "request");
        permits.acquire();
        try {
            return inner.generate(request, listener);
        } finally {
            permits.release();
        }
    }
}
