/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixException;

/** Thrown when a lease, a session's for example, has another holder. */
public final class LeaseHeldException extends HelixException {
    private static final long serialVersionUID = 1L;

    private final String lease;
    private final String holder;

    /**
     * Creates the error.
     *
     * @param lease the name of the lease
     * @param holder who has it, as far as known, for people
     */
    public LeaseHeldException(String lease, String holder) {
        super(
                "lease-held",
                requireNonNull(lease, "lease") + " is in use by " + requireNonNull(holder, "holder")
                        + "; it has one owner at a time, so close it there, or end that process, and try again");
        this.lease = lease;
        this.holder = holder;
    }

    /** {@return the name of the lease} */
    public String lease() {
        return lease;
    }

    /** {@return who has it, as far as known, for people} */
    public String holder() {
        return holder;
    }

    /** {@return true: the holder may give it up} */
    @Override
    public boolean retriable() {
        return true;
    }
}
