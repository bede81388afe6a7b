/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.AgentName;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelListener;
import dev.helix.api.session.Progress;
import java.time.Duration;

/** A listener that passes what a model writes on to those who watch the session. */
final class ProgressListener implements ModelListener {
    private final AgentName agent;
    private final EventSink sink;

    ProgressListener(AgentName agent, EventSink sink) {
        this.agent = agent;
        this.sink = sink;
    }

    @Override
    public void text(String text) {
        sink.progress(new Progress.TextDelta(agent, text));
    }

    @Override
    public void thinking(String text) {
        sink.progress(new Progress.ThinkingDelta(agent, text));
    }

    @Override
    public void discarded() {
        sink.progress(new Progress.MessageDiscarded(agent));
    }

    @Override
    public void retrying(ModelException failure, Duration wait) {
        sink.progress(new Progress.ModelCallRetried(
                agent, failure.getMessage() + " (next attempt in " + wait.toMillis() + " ms)"));
    }
}
