/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import dev.helix.api.scope.PathRules;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The locked set of paths that may be changed; only an accepted proposal widens it. Thread-safe. */
public final class ScopeLock {
    private final ReentrantLock widening = new ReentrantLock();
    private volatile PathRules rules;

    /** Locks the scope to the given rules. */
    public ScopeLock(PathRules rules) {
        this.rules = rules;
    }

    /** {@return the rules in force} */
    public PathRules rules() {
        return rules;
    }

    /** Adds paths the host agreed to and returns the rules now in force. */
    public PathRules widen(List<String> paths) {
        widening.lock();
        try {
            rules = rules.allowing(paths);
            return rules;
        } finally {
            widening.unlock();
        }
    }
}
