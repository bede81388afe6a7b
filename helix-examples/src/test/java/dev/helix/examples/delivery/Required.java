/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

/** Skips a test that lacks a part of the system, or fails it where HELIX_REQUIRE_ALL says that nothing may be skipped. */
final class Required {
    private Required() {}

    static void that(boolean there, String complaint) {
        if (there) {
            return;
        }
        if ("true".equals(System.getenv("HELIX_REQUIRE_ALL"))) {
            fail("HELIX_REQUIRE_ALL is set, but: " + complaint);
        }
        System.out.println("SKIPPED: " + complaint);
        Assumptions.abort(complaint);
    }
}
