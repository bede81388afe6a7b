/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.AgentName;
import dev.helix.api.model.ModelId;

/** Passing news that is shown and not kept. New kinds appear in later releases: keep a default branch. */
public interface Progress {
    /** {@return whose news it is} */
    AgentName agent();

    /**
     * A model call went out.
     *
     * @param agent whose call
     * @param model to which model
     */
    record ModelCallStarted(AgentName agent, ModelId model) implements Progress {}

    /**
     * A piece of a message's visible text arrived.
     *
     * @param agent whose message
     * @param text never empty
     */
    record TextDelta(AgentName agent, String text) implements Progress {}

    /**
     * A piece of a message's reasoning arrived.
     *
     * @param agent whose message
     * @param text never empty
     */
    record ThinkingDelta(AgentName agent, String text) implements Progress {}

    /**
     * What was shown of the current message is void, because a new attempt said something else.
     *
     * @param agent whose message
     */
    record MessageDiscarded(AgentName agent) implements Progress {}

    /**
     * A model call failed and will be made again.
     *
     * @param agent whose call
     * @param reason why it failed
     */
    record ModelCallRetried(AgentName agent, String reason) implements Progress {}

    /**
     * A running tool call printed something.
     *
     * @param agent whose call
     * @param callId the call
     * @param text what it printed
     */
    record ToolOutput(AgentName agent, String callId, String text) implements Progress {}
}
