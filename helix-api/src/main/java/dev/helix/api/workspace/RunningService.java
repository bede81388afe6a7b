/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.workspace;

/** A command that keeps running beside others, a development server for example. Called by hosts; thread-safe. */
public interface RunningService extends AutoCloseable {
    /** {@return whether it still runs; false once it ended for whatever reason} */
    boolean running();

    /** Ends the whole process tree and waits a bounded time for it. Idempotent. */
    @Override
    void close();
}
