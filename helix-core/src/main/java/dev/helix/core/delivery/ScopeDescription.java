/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.scope.PathRules;

/** A utility method that puts path rules into words. Pure function. */
public final class ScopeDescription {
    private ScopeDescription() {}

    /** {@return one line that says what may be changed} */
    public static String of(PathRules rules) {
        String allowed = rules.allow().isEmpty() ? "everything" : "only " + String.join(", ", rules.allow());
        String denied = rules.deny().isEmpty() ? "" : ", but not " + String.join(", ", rules.deny());
        return rules.granted().isEmpty()
                ? allowed + denied
                : allowed + denied + ", and as agreed " + String.join(", ", rules.granted());
    }
}
