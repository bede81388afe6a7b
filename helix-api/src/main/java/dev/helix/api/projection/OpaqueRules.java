/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.projection;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * What Helix needs to know of a provider's own blocks in order to send back valid ones. Immutable.
 *
 * @param reasoning types of blocks that are reasoning, for example {@code redacted_thinking}
 * @param calls types of blocks that are calls of the provider's own tools, for example {@code server_tool_use}
 * @param idField the field of a call that holds its id
 * @param resultIdField the field of a result that names its call; a block with it is a result
 */
public record OpaqueRules(Set<String> reasoning, Set<String> calls, String idField, String resultIdField) {
    /** The rules of a protocol without such blocks. */
    public static final OpaqueRules NONE = new OpaqueRules(Set.of(), Set.of(), "", "");

    /** Copies the sets. */
    public OpaqueRules {
        reasoning = Set.copyOf(requireNonNull(reasoning, "reasoning"));
        calls = Set.copyOf(requireNonNull(calls, "calls"));
        requireNonNull(idField, "idField");
        requireNonNull(resultIdField, "resultIdField");
    }
}
