/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

/** Skips a test that lacks a part of the system, or fails it where HELIX_REQUIRE_ALL says that nothing may be skipped. */
final class Required {
    private Required() {}

    /** Goes on only if nothing is missing. */
    static void nothingMissing(String missing) {
        if (missing.isEmpty()) {
            return;
        }
        if ("true".equals(System.getenv("HELIX_REQUIRE_ALL"))) {
            fail("HELIX_REQUIRE_ALL is set, but: " + missing);
        }
        System.out.println("SKIPPED: " + missing);
        Assumptions.abort(missing);
    }
}
