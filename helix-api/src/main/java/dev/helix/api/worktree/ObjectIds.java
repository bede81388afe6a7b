/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import java.util.regex.Pattern;

/** A utility method that checks the form of git object names. */
final class ObjectIds {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private ObjectIds() {}

    static void check(String kind, String value) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(kind + " id '" + value + "' must be 40 or 64 lower-case hex digits");
        }
    }
}
