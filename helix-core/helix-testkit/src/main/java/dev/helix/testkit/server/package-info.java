/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A fake provider on a loopback port, with faults on demand, for tests of a host's real engine configuration. It stands
 * on bare sockets, so that it can break off in the middle of a byte, and needs no HTTP server of the JDK.
 */
package dev.helix.testkit.server;
