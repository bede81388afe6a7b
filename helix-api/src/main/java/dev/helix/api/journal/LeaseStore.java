/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

/** A store of leases, of which each name has at most one. Implemented by hosts or by the library; thread-safe. */
public interface LeaseStore {
    /**
     * Acquires the lease of a name. Does not wait.
     *
     * @param name 1 to 64 characters of {@code a-z}, {@code 0-9} and hyphens, beginning with a letter
     * @return the lease, to be closed by the caller; it ends with the process at the latest
     * @throws IllegalArgumentException if the name has another form
     * @throws LeaseHeldException if somebody else has it
     * @throws JournalException if the store cannot be used
     */
    Lease acquire(String name);
}
