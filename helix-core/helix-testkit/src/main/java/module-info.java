/* SPDX-License-Identifier: Apache-2.0 */
import org.jspecify.annotations.NullMarked;

/** Scripted models, cassettes, a clock and a fake provider for the tests of hosts. */
@NullMarked
module dev.helix.testkit {
    requires transitive dev.helix.api;
    requires transitive com.fasterxml.jackson.databind;

    exports dev.helix.testkit;
    exports dev.helix.testkit.server;
}
