/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;

/** A host's answer to a draft: the whole scope, or none, which refuses the request. Immutable. */
public final class ScopeConfirmation {
    private static final ScopeConfirmation NONE = new ScopeConfirmation(Optional.empty());

    private final Optional<PathRules> paths;

    private ScopeConfirmation(Optional<PathRules> paths) {
        this.paths = paths;
    }

    /** {@return no answer: the request is refused} */
    public static ScopeConfirmation none() {
        return NONE;
    }

    /**
     * States the scope, in place of what was read from the request.
     *
     * @param paths which paths may be changed; {@link PathRules#EVERYTHING} for a request that confines nothing
     * @return the answer
     */
    public static ScopeConfirmation of(PathRules paths) {
        return new ScopeConfirmation(Optional.of(requireNonNull(paths, "paths")));
    }

    /** {@return the scope, empty when the host does not answer} */
    public Optional<PathRules> paths() {
        return paths;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScopeConfirmation confirmation && confirmation.paths.equals(paths);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(paths);
    }

    /** {@return the scope in words} */
    @Override
    public String toString() {
        return paths.map(PathRules::toString).orElse("no answer");
    }
}
