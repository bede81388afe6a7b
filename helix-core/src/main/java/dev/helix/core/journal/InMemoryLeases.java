/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.journal.Lease;
import dev.helix.api.journal.LeaseHeldException;
import dev.helix.api.journal.LeaseStore;
import java.util.HashMap;
import java.util.Map;

/** A store that keeps leases in memory. Thread-safe: everything is guarded by its own monitor. */
final class InMemoryLeases implements LeaseStore {
    private final Map<String, Lease> held = new HashMap<>();
    private long lastToken;

    @Override
    public synchronized Lease acquire(String name) {
        if (held.containsKey(LeaseNames.checked(name))) {
            throw new LeaseHeldException(name, "this store");
        }
        Lease lease = new InMemory(name, ++lastToken);
        held.put(name, lease);
        return lease;
    }

    private synchronized void release(Lease lease) {
        held.remove(lease.name(), lease);
    }

    private synchronized boolean isHeld(Lease lease) {
        return held.get(lease.name()) == lease;
    }

    private final class InMemory implements Lease {
        private final String name;
        private final long token;

        private InMemory(String name, long token) {
            this.name = name;
            this.token = token;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long token() {
            return token;
        }

        @Override
        public boolean held() {
            return isHeld(this);
        }

        @Override
        public void close() {
            release(this);
        }
    }
}
