/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.AgentName;
import dev.helix.api.ModelCallId;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.Progress;

/** A sink for what an agent has to report. Thread-safe. */
public interface EventSink {
    /** Records an event and shows it to the listeners. */
    void event(AgentName agent, EventBody body);

    /** Numbers the next model call of the session. */
    ModelCallId nextModelCall();

    /** Shows passing news to the listeners. */
    void progress(Progress progress);

    /** Blocks until every event so far would survive a crash; called before side effects. */
    void force();
}
