/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.scope.PathRules;

/** A formatter that puts path rules into words. Pure function. */
final class ScopeWords {
    private ScopeWords() {}

    static String of(PathRules rules) {
        String allowed = rules.allow().isEmpty() ? "every path" : "only " + String.join(", ", rules.allow());
        String denied = rules.deny().isEmpty() ? "" : "; not " + String.join(", ", rules.deny());
        return rules.granted().isEmpty()
                ? allowed + denied
                : allowed + denied + "; agreed " + String.join(", ", rules.granted());
    }
}
