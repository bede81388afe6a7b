/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

/** Is the handle of a listener or tool that was registered; closing it leaves. Idempotent and thread-safe. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
