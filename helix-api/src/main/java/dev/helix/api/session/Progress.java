/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.AgentName;
import dev.helix.api.ModelCallId;
import dev.helix.api.NamedParts;
import dev.helix.api.TurnId;

/** Passing news, shown and not kept. Made by the library; new kinds appear in later releases: keep a default branch. */
public abstract class Progress extends NamedParts {
    private final AgentName agent;

    private Progress(AgentName agent, String names, Object... parts) {
        super(names, parts);
        this.agent = agent;
    }

    /** {@return whose news it is} */
    public final AgentName agent() {
        return agent;
    }

    /** News of a model call. */
    public abstract static class OfModelCall extends Progress {
        private final ModelCallId call;

        private OfModelCall(AgentName agent, ModelCallId call, String names, Object... parts) {
            super(agent, names, parts);
            this.call = call;
        }

        /** {@return the model call} */
        public final ModelCallId call() {
            return call;
        }
    }

    /** A piece of a message's visible text arrived. */
    public static final class TextDelta extends OfModelCall {
        private final String text;

        private TextDelta(AgentName agent, ModelCallId call, String text) {
            super(agent, call, "agent, call, text", agent, call, text);
            this.text = text;
        }

        /** Creates the event. */
        public static TextDelta of(AgentName agent, ModelCallId call, String text) {
            return new TextDelta(agent, call, text);
        }

        /** {@return the piece, never empty} */
        public String text() {
            return text;
        }
    }

    /** A piece of a message's reasoning arrived. */
    public static final class ThinkingDelta extends OfModelCall {
        private final String text;

        private ThinkingDelta(AgentName agent, ModelCallId call, String text) {
            super(agent, call, "agent, call, text", agent, call, text);
            this.text = text;
        }

        /** Creates the event. */
        public static ThinkingDelta of(AgentName agent, ModelCallId call, String text) {
            return new ThinkingDelta(agent, call, text);
        }

        /** {@return the piece, never empty} */
        public String text() {
            return text;
        }
    }

    /** An agent that serves as an engine did something with its own tools. */
    public static final class EngineActivity extends OfModelCall {
        private final String text;

        private EngineActivity(AgentName agent, ModelCallId call, String text) {
            super(agent, call, "agent, call, text", agent, call, text);
            this.text = text;
        }

        /** Creates the event. */
        public static EngineActivity of(AgentName agent, ModelCallId call, String text) {
            return new EngineActivity(agent, call, text);
        }

        /** {@return one line for people, never empty} */
        public String text() {
            return text;
        }
    }

    /** What was shown of the current message became void, because a new attempt said something else. */
    public static final class MessageDiscarded extends OfModelCall {
        private MessageDiscarded(AgentName agent, ModelCallId call) {
            super(agent, call, "agent, call", agent, call);
        }

        /** Creates the event. */
        public static MessageDiscarded of(AgentName agent, ModelCallId call) {
            return new MessageDiscarded(agent, call);
        }
    }

    /** An attempt of a model call failed, and another one will be made. */
    public static final class ModelCallRetried extends OfModelCall {
        private final String reason;

        private ModelCallRetried(AgentName agent, ModelCallId call, String reason) {
            super(agent, call, "agent, call, reason", agent, call, reason);
            this.reason = reason;
        }

        /** Creates the event. */
        public static ModelCallRetried of(AgentName agent, ModelCallId call, String reason) {
            return new ModelCallRetried(agent, call, reason);
        }

        /** {@return why the attempt failed} */
        public String reason() {
            return reason;
        }
    }

    /** A running tool call printed something. */
    public static final class ToolOutput extends Progress {
        private final TurnId turn;
        private final String callId;
        private final String text;

        private ToolOutput(AgentName agent, TurnId turn, String callId, String text) {
            super(agent, "agent, turn, callId, text", agent, turn, callId, text);
            this.turn = turn;
            this.callId = callId;
            this.text = text;
        }

        /** Creates the event. */
        public static ToolOutput of(AgentName agent, TurnId turn, String callId, String text) {
            return new ToolOutput(agent, turn, callId, text);
        }

        /** {@return the agent's turn} */
        public TurnId turn() {
            return turn;
        }

        /** {@return the call, unique within the turn} */
        public String callId() {
            return callId;
        }

        /** {@return what it printed} */
        public String text() {
            return text;
        }
    }

    /** News was dropped because listeners were far behind; durable events never are. */
    public static final class Dropped extends Progress {
        private final long count;

        private Dropped(AgentName agent, long count) {
            super(agent, "agent, count", agent, count);
            this.count = count;
        }

        /** Creates the event. */
        public static Dropped of(AgentName agent, long count) {
            return new Dropped(agent, count);
        }

        /** {@return how many entries are missing here} */
        public long count() {
            return count;
        }
    }
}
