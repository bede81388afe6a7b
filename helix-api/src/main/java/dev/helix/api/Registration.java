/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

/** The handle of a registered listener or tool; closing it ends the registration. Idempotent and thread-safe. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
