/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

/**
 * The identifier of a git commit. Immutable.
 *
 * @param value 40 (SHA-1) or 64 (SHA-256) lower-case hex digits
 */
public record CommitId(String value) {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value has another form
     */
    public CommitId {
        ObjectIds.check("commit", requireNonNull(value, "value"));
    }

    /** {@return a short form for people, the first ten digits} */
    public String abbreviated() {
        return value.substring(0, 10);
    }

    @Override
    public String toString() {
        return value;
    }
}
