/* SPDX-License-Identifier: Apache-2.0 */
module consumer {
    requires dev.helix.core;
    requires dev.helix.testkit;

    exports consumer;
}
