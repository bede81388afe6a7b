/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A factory of engines that answer model calls from a cassette, so that an agent can be tested without a model.
 * Thread-safe; every method that configures returns a changed copy that plays from the beginning.
 *
 * <ul>
 *   <li>provider: {@code replay}, so that models read {@code replay:anything}
 *   <li>hold limit: 30 seconds
 *   <li>names: none
 * </ul>
 *
 * <pre>{@code
 * EngineFactory engines = ReplayEngines.of(Cassette.read(file)).with("repo", repository);
 * }</pre>
 *
 * <p>Any model name is served. A request the cassette has no answer for fails with {@link CassetteMismatchException}.
 * Messages come from the protocol family {@code replay}. Text is streamed in a few pieces.
 */
public final class ReplayEngines implements EngineFactory {
    private static final Duration DEFAULT_HOLD_LIMIT = Duration.ofSeconds(30);

    private final String provider;
    private final RunNames names;
    private final Duration holdLimit;
    private final Playback playback;

    private ReplayEngines(String provider, Cassette cassette, RunNames names, Duration holdLimit) {
        this.provider = provider;
        this.names = names;
        this.holdLimit = holdLimit;
        this.playback = new Playback(cassette, names, new RendezvousPoints(holdLimit));
    }

    /**
     * Plays a cassette.
     *
     * @param cassette what the models say
     * @return a factory named {@code replay}
     */
    public static ReplayEngines of(Cassette cassette) {
        RunNames captured = new RunNames(Map.of(), cassette.captures());
        return new ReplayEngines("replay", cassette, captured, DEFAULT_HOLD_LIMIT);
    }

    /**
     * Stands in for another provider.
     *
     * @param name the part of a model id before its colon
     * @return a changed copy
     */
    public ReplayEngines provider(String name) {
        return new ReplayEngines(name, playback.cassette(), names, holdLimit);
    }

    /**
     * Names a path of this run, <code>{{name}}</code> in the cassette.
     *
     * @param name a letter followed by letters, digits, underscores or hyphens
     * @param path the path, taken as it is given
     * @return a changed copy
     * @throws InvalidRequestException if the name has another form
     */
    public ReplayEngines with(String name, Path path) {
        return with(name, path.toString());
    }

    /**
     * Names a value of this run, <code>{{name}}</code> in the cassette.
     *
     * @param name a letter followed by letters, digits, underscores or hyphens
     * @param value not empty
     * @return a changed copy
     * @throws InvalidRequestException if the name has another form, or the value is empty
     */
    public ReplayEngines with(String name, String value) {
        return new ReplayEngines(provider, playback.cassette(), names.with(name, value), holdLimit);
    }

    /**
     * Sets how long a request is held for the others of its group.
     *
     * @param limit positive
     * @return a changed copy
     * @throws InvalidRequestException if the limit is not positive
     */
    public ReplayEngines holdLimit(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new InvalidRequestException("holdLimit must be positive, was " + limit);
        }
        return new ReplayEngines(provider, playback.cassette(), names, limit);
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public ModelEngine open(EngineTarget target) {
        return new ReplayEngine(target, playback);
    }
}
