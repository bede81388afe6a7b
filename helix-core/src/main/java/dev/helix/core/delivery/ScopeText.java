/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.manager.PathRules;

/** Puts path rules into words. Pure function. */
public final class ScopeText {
    private ScopeText() {}

    /** Returns one line that says what may be changed. */
    public static String of(PathRules rules) {
        String allowed = rules.allow().isEmpty() ? "everything" : "only " + String.join(", ", rules.allow());
        return rules.deny().isEmpty() ? allowed : allowed + ", but not " + String.join(", ", rules.deny());
    }
}
