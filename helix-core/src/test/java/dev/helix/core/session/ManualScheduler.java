/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.Registration;
import dev.helix.core.agent.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A scheduler whose time passes only when a test says so. Thread-safe. */
public final class ManualScheduler implements Scheduler {
    private final List<Timer> timers = new ArrayList<>();

    private record Timer(Duration delay, Runnable action) {}

    @Override
    public synchronized Registration after(Duration delay, Runnable action) {
        timers.add(new Timer(delay, action));
        return () -> {};
    }

    /** Lets the time of one timer run out: of those of one delay the n-th that was set, counted from 0. */
    public void fire(Duration delay, int number) {
        Runnable action;
        synchronized (this) {
            action = timers.stream()
                    .filter(timer -> timer.delay().equals(delay))
                    .toList()
                    .get(number)
                    .action();
        }
        action.run();
    }
}
