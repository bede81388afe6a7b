/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.AgentName;
import dev.helix.api.TurnId;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.Progress;

/** A sink for what an agent has to report. Thread-safe. */
public interface EventSink {
    /** Keeps an event for good and shows it to the listeners. */
    void event(AgentName agent, EventBody body);

    /** Shows passing news to the listeners. */
    void progress(Progress progress);

    /** {@return the identity of a turn that begins now} */
    TurnId newTurn();

    /** Blocks until every event so far would survive a crash; called before side effects. */
    void force();
}
