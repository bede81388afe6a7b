/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.vm;

/**
 * A launcher that creates virtual machines for agents to work in. Implemented by launchers; thread-safe.
 *
 * <p>No launcher ships yet: this is the door behind which one will stand.
 */
public interface VmLauncher extends AutoCloseable {
    /**
     * Creates a machine and blocks until agents can work in it.
     *
     * @param spec what it is to be
     * @return the running machine, owned by the caller
     * @throws dev.helix.api.HelixException if it cannot be created; nothing of it is left behind
     * @throws InterruptedException if the calling thread was interrupted; nothing of the machine is left behind
     */
    Vm launch(VmSpec spec) throws InterruptedException;

    /** Ends every machine that is still running. Idempotent. */
    @Override
    void close();
}
