/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.AgentName;
import dev.helix.api.ModelCallId;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelListener;
import dev.helix.api.session.Progress;
import java.time.Duration;

/** A listener that passes what a model writes on to those who watch the session. */
final class ProgressListener implements ModelListener {
    private final AgentName agent;
    private final ModelCallId call;
    private final EventSink sink;

    ProgressListener(AgentName agent, ModelCallId call, EventSink sink) {
        this.agent = agent;
        this.call = call;
        this.sink = sink;
    }

    @Override
    public void text(String text) {
        sink.progress(Progress.TextDelta.of(agent, call, text));
    }

    @Override
    public void thinking(String text) {
        sink.progress(Progress.ThinkingDelta.of(agent, call, text));
    }

    @Override
    public void activity(String activity) {
        sink.progress(Progress.EngineActivity.of(agent, call, activity));
    }

    @Override
    public void discarded() {
        sink.progress(Progress.MessageDiscarded.of(agent, call));
    }

    @Override
    public void retrying(ModelException failure, Duration wait) {
        sink.progress(Progress.ModelCallRetried.of(
                agent, call, failure.getMessage() + " (next attempt in " + wait.toMillis() + " ms)"));
    }
}
