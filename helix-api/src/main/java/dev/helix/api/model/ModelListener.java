/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import java.time.Duration;

/**
 * A listener that hears a message while the model writes it. Implemented by callers; all methods do nothing unless
 * overridden.
 */
public interface ModelListener {
    /** A listener that does nothing. */
    ModelListener NONE = new ModelListener() {};

    /**
     * Receives the next piece of visible text.
     *
     * @param text never empty
     */
    default void text(String text) {}

    /**
     * Receives the next piece of the model's reasoning, where the provider shows it.
     *
     * @param text never empty
     */
    default void thinking(String text) {}

    /**
     * Receives word of what an agent that serves as an engine does with its own tools.
     *
     * @param activity one line for people, never empty
     */
    default void activity(String activity) {}

    /** Receives word that what was heard of this message is void, because a new attempt said something else. */
    default void discarded() {}

    /**
     * Receives word that an attempt failed and another one follows.
     *
     * @param failure why
     * @param wait how long until the next attempt
     */
    default void retrying(ModelException failure, Duration wait) {}
}
