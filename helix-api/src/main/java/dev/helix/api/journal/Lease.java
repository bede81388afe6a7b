/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

/** A claim to be the only owner of what a name stands for. Implemented by hosts or by the library; thread-safe. */
public interface Lease extends AutoCloseable {
    /** {@return what is owned} */
    String name();

    /**
     * {@return the fencing token: greater than that of every earlier lease of the name, on whatever machine, whether it
     * was released or lost}
     */
    long token();

    /** {@return whether the claim still stands; false once it was released, or lost to a clock or a failure} */
    boolean held();

    /** Gives the claim up. Idempotent. */
    @Override
    void close();
}
