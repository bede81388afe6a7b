/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static java.util.Objects.requireNonNull;

/**
 * A place where a history breaks a rule of the model. Immutable.
 *
 * @param rule a stable name of the rule, lower-case words joined by hyphens
 * @param message the position of the message in the history, from 0; -1 when the whole history is meant
 * @param detail what stands there
 */
public record Violation(String rule, int message, String detail) {
    /** Refuses null. */
    public Violation {
        requireNonNull(rule, "rule");
        requireNonNull(detail, "detail");
    }

    @Override
    public String toString() {
        return rule + " at message " + message + ": " + detail;
    }
}
