/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

/**
 * The identifier of a git tree, that is the exact content of a whole checkout; reviews and evidence are keyed by it.
 * Immutable.
 *
 * @param value 40 (SHA-1) or 64 (SHA-256) lower-case hex digits
 */
public record TreeId(String value) {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value has another form
     */
    public TreeId {
        ObjectIds.check("tree", requireNonNull(value, "value"));
    }

    @Override
    public String toString() {
        return value;
    }
}
