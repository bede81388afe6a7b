/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.Registration;
import java.time.Duration;

/** A scheduler that runs something later. Thread-safe; injected, so that tests decide when time passes. */
@FunctionalInterface
public interface Scheduler {
    /** Runs an action once after a delay, on a thread that must not be blocked; closing the handle calls it off. */
    Registration after(Duration delay, Runnable action);
}
