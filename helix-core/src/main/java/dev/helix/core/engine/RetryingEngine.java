/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.Origin;
import dev.helix.api.model.EngineEndpoint;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.projection.TargetProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * A decorator that repeats failed calls of another engine as a {@link RetryPolicy} says. Thread-safe.
 *
 * <p>Only errors that call themselves retriable are repeated. The listener hears no text twice: what a new attempt
 * repeats is held back, and when it says something else, {@link ModelListener#discarded()} comes first and the new
 * text follows from its start. Tool calls reach the caller only inside the one complete reply, so a broken attempt
 * never leaves half a call behind.
 */
public final class RetryingEngine implements ModelEngine {
    private final ModelEngine inner;
    private final RetryPolicy policy;
    private final Sleeper pause;
    private final DoubleSupplier random;

    /**
     * Decorates an engine, with real pauses.
     *
     * @param inner makes the single attempts
     * @param policy when and after how long to repeat
     */
    public RetryingEngine(ModelEngine inner, RetryPolicy policy) {
        this(
                requireNonNull(inner, "inner"),
                requireNonNull(policy, "policy"),
                Sleeper.REAL,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Decorates an engine and takes time and chance from the caller.
     *
     * @param inner makes the single attempts
     * @param policy when and after how long to repeat
     * @param pause waits between the attempts
     * @param random draws the jitter: each value from 0 (inclusive) to 1; thread-safe
     */
    public RetryingEngine(ModelEngine inner, RetryPolicy policy, Sleeper pause, DoubleSupplier random) {
        this.inner = requireNonNull(inner, "inner");
        this.policy = requireNonNull(policy, "policy");
        this.pause = requireNonNull(pause, "pause");
        this.random = requireNonNull(random, "random");
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

    /**
     * Asks the inner engine until it answers or the policy ends it.
     *
     * @throws ModelException the last failure; the ones before it are suppressed in it
     * @throws InterruptedException if the calling thread was interrupted during an attempt or a pause
     */
    @Override
    public ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException {
        requireNonNull(listener, "listener");
        requireNonNull(request, "request");
        List<ModelException> failures = new ArrayList<>();
        DeduplicatingListener shown = new DeduplicatingListener(listener);
        while (true) {
            try {
                ModelReply reply = inner.generate(request, shown);
                shown.complete();
                return reply;
            } catch (ModelException failure) {
                failures.add(failure);
            }
            Duration wait = delayOrThrow(failures);
            listener.retrying(failures.get(failures.size() - 1), wait);
            pause.await(wait);
            shown.startOver();
        }
    }

    private Duration delayOrThrow(List<ModelException> failures) {
        ModelException last = failures.get(failures.size() - 1);
        RetryDecision decision = policy.decide(last, failures.size(), random.getAsDouble());
        if (decision instanceof RetryDecision.TryAgain again) {
            return again.delay();
        }
        ModelException end = ((RetryDecision.GiveUp) decision).failure();
        failures.stream().distinct().filter(earlier -> earlier != last).forEach(end::addSuppressed);
        throw end;
    }
}
