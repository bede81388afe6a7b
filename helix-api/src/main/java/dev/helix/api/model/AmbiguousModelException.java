/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Thrown when a bare model name fits several providers; nothing was changed. */
public final class AmbiguousModelException extends PermanentModelException {
    private static final long serialVersionUID = 1L;

    private final transient List<ModelId> candidates;

    /**
     * Creates the error.
     *
     * @param message the name, what it may mean, and the way out
     * @param candidates the models it may mean
     */
    public AmbiguousModelException(String message, List<ModelId> candidates) {
        super("model-ambiguous", message, null);
        this.candidates = List.copyOf(requireNonNull(candidates, "candidates"));
    }

    /** {@return the models the name may mean, ordered by provider, at least two} */
    public List<ModelId> candidates() {
        return candidates;
    }
}
