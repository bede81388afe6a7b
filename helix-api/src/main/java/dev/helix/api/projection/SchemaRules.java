/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.projection;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * The subset of JSON Schema in which a model takes the arguments of tools. Immutable.
 *
 * @param refused keywords that may stand nowhere
 * @param refusedAtTop keywords that may not stand at the top
 */
public record SchemaRules(Set<String> refused, Set<String> refusedAtTop) {
    /** The whole of JSON Schema. */
    public static final SchemaRules ALL = new SchemaRules(Set.of(), Set.of());

    /** Copies the sets. */
    public SchemaRules {
        refused = Set.copyOf(requireNonNull(refused, "refused"));
        refusedAtTop = Set.copyOf(requireNonNull(refusedAtTop, "refusedAtTop"));
    }
}
