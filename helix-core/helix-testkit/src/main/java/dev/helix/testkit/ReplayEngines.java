/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import static java.util.Objects.requireNonNull;

import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import java.util.Map;
import java.util.Optional;

/**
 * A factory of engines that answer from a {@link Cassette}, so that an agent can be tested without a model. Thread-safe;
 * every method that configures returns a changed copy that plays from the beginning.
 *
 * <ul>
 *   <li>{@code provider}: {@code replay}, so that models read {@code replay:anything}
 *   <li>{@code with}: no names
 * </ul>
 *
 * <pre>{@code
 * Helix helix = Helix.builder()
 *         .home(home)
 *         .engines(ReplayEngines.of(Cassette.read(file)))
 *         .defaultModel("replay:any")
 *         .build();
 * }</pre>
 *
 * <p>Any model name is served, and any number of sessions and agents at once. A request that the cassette has no reply
 * to fails with {@link CassetteMismatchException}. Messages come from the protocol family {@code replay}; text is
 * streamed in a few pieces.
 */
public final class ReplayEngines implements EngineFactory {
    private final String provider;
    private final Cassette cassette;
    private final Map<String, String> named;
    private final CassettePlayer player;

    private ReplayEngines(String provider, Cassette cassette, Map<String, String> named) {
        this.provider = requireNonNull(provider, "provider");
        this.cassette = requireNonNull(cassette, "cassette");
        this.named = named;
        this.player = new CassettePlayer(cassette, named);
    }

    /** {@return a factory named {@code replay} that plays a cassette} */
    public static ReplayEngines of(Cassette cassette) {
        return new ReplayEngines("replay", cassette, Map.of());
    }

    /** {@return a copy that stands in for another provider, the part of a model id before its colon} */
    public ReplayEngines provider(String provider) {
        return new ReplayEngines(requireNonNull(provider, "provider"), cassette, named);
    }

    /**
     * Names a value of this run, <code>{{name}}</code> in the cassette. Sessions, worktrees, paths, hashes and times are
     * found without help; a port, a user name or a path with blanks is not.
     *
     * @param name a letter followed by letters, digits, underscores or hyphens
     * @param value not empty
     * @return a changed copy
     * @throws IllegalArgumentException if the name has another form, or the value is empty
     */
    public ReplayEngines with(String name, String value) {
        return new ReplayEngines(provider, cassette, RunValues.named(named, name, value));
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public ModelEngine open(EngineTarget target) {
        Optional<String> session =
                Optional.of(requireNonNull(target, "target").caller().session().value());
        return new ScriptedEngines.Engine(target.model(), "replay", request -> player.answer(request, session));
    }
}
