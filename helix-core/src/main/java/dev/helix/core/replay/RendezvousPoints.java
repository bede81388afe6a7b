/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The points at which the requests of a group are held until enough different ones have arrived; open for ever from
 * then on. Thread-safe.
 */
final class RendezvousPoints {
    private final Duration limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final Map<String, Set<String>> arrived = new HashMap<>();

    RendezvousPoints(Duration limit) {
        this.limit = limit;
    }

    /**
     * Waits for the group.
     *
     * @param hold the group and its size
     * @param request tells requests apart: one that is repeated counts once
     * @throws CassetteHoldException if the others did not arrive in time
     */
    void await(ScriptedReply.Hold hold, String request) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Set<String> group = arrived.computeIfAbsent(hold.group(), name -> new HashSet<>());
            group.add(request);
            arrival.signalAll();
            long left = limit.toNanos();
            while (group.size() < hold.count()) {
                if (left <= 0) {
                    throw new CassetteHoldException("group '" + hold.group() + "' waits for " + hold.count()
                            + " different requests; " + group.size() + " arrived within " + limit.toMillis()
                            + " ms. Let the agents ask at the same time, lower \"holdUntil\", or raise holdLimit");
                }
                left = arrival.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
