/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

/** A factory of engines for one configured endpoint. Implemented by adapters and hosts; thread-safe. */
public interface EngineFactory extends AutoCloseable {
    /**
     * {@return the name of the endpoint, the part of a {@link ModelId} before its colon, the name, constant over the
     * life of the factory}
     */
    String provider();

    /**
     * {@return whose models the endpoint serves, as catalogues of models call it, for example {@code anthropic}; the
     * provider's name unless overridden}
     */
    default String vendor() {
        return provider();
    }

    /**
     * Opens an engine for one target.
     *
     * @param target the model, and on whose behalf it is called
     * @return an engine; opening it sends nothing
     * @throws MissingCredentialException if the endpoint needs a key and the source has none
     * @throws UnknownModelException if the endpoint knows that it does not serve the model
     */
    ModelEngine open(EngineTarget target);

    /** Releases connections and threads the factory owns. Idempotent; does nothing unless overridden. */
    @Override
    default void close() {}
}
