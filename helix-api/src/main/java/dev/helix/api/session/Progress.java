/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.AgentName;
import dev.helix.api.ModelCallId;
import dev.helix.api.NamedParts;
import dev.helix.api.TurnId;

/** Passing news, shown and not kept. New kinds appear in later releases: keep a default branch. */
public interface Progress {
    /** {@return whose news it is} */
    AgentName agent();

    /** A piece of a message's visible text arrived. */
    final class TextDelta extends NamedParts implements Progress {
        private final AgentName agent;
        private final ModelCallId call;
        private final String text;

        private TextDelta(AgentName agent, ModelCallId call, String text) {
            super("agent, call, text", agent, call, text);
            this.agent = agent;
            this.call = call;
            this.text = text;
        }

        /** Creates the event. */
        public static TextDelta of(AgentName agent, ModelCallId call, String text) {
            return new TextDelta(agent, call, text);
        }

        @Override
        public AgentName agent() {
            return agent;
        }

        /** {@return the model call that brings it} */
        public ModelCallId call() {
            return call;
        }

        /** {@return the piece, never empty} */
        public String text() {
            return text;
        }
    }

    /** A piece of a message's reasoning arrived. */
    final class ThinkingDelta extends NamedParts implements Progress {
        private final AgentName agent;
        private final ModelCallId call;
        private final String text;

        private ThinkingDelta(AgentName agent, ModelCallId call, String text) {
            super("agent, call, text", agent, call, text);
            this.agent = agent;
            this.call = call;
            this.text = text;
        }

        /** Creates the event. */
        public static ThinkingDelta of(AgentName agent, ModelCallId call, String text) {
            return new ThinkingDelta(agent, call, text);
        }

        @Override
        public AgentName agent() {
            return agent;
        }

        /** {@return the model call that brings it} */
        public ModelCallId call() {
            return call;
        }

        /** {@return the piece, never empty} */
        public String text() {
            return text;
        }
    }

    /** An agent that serves as an engine did something with its own tools. */
    final class EngineActivity extends NamedParts implements Progress {
        private final AgentName agent;
        private final ModelCallId call;
        private final String text;

        private EngineActivity(AgentName agent, ModelCallId call, String text) {
            super("agent, call, text", agent, call, text);
            this.agent = agent;
            this.call = call;
            this.text = text;
        }

        /** Creates the event. */
        public static EngineActivity of(AgentName agent, ModelCallId call, String text) {
            return new EngineActivity(agent, call, text);
        }

        @Override
        public AgentName agent() {
            return agent;
        }

        /** {@return the model call it is part of} */
        public ModelCallId call() {
            return call;
        }

        /** {@return one line for people, never empty} */
        public String text() {
            return text;
        }
    }

    /** What was shown of the current message became void, because a new attempt said something else. */
    final class MessageDiscarded extends NamedParts implements Progress {
        private final AgentName agent;
        private final ModelCallId call;

        private MessageDiscarded(AgentName agent, ModelCallId call) {
            super("agent, call", agent, call);
            this.agent = agent;
            this.call = call;
        }

        /** Creates the event. */
        public static MessageDiscarded of(AgentName agent, ModelCallId call) {
            return new MessageDiscarded(agent, call);
        }

        @Override
        public AgentName agent() {
            return agent;
        }

        /** {@return the model call that brought it} */
        public ModelCallId call() {
            return call;
        }
    }

    /** An attempt of a model call failed, and another one will be made. */
    final class ModelCallRetried extends NamedParts implements Progress {
        private final AgentName agent;
        private final ModelCallId call;
        private final String reason;

        private ModelCallRetried(AgentName agent, ModelCallId call, String reason) {
            super("agent, call, reason", agent, call, reason);
            this.agent = agent;
            this.call = call;
            this.reason = reason;
        }

        /** Creates the event. */
        public static ModelCallRetried of(AgentName agent, ModelCallId call, String reason) {
            return new ModelCallRetried(agent, call, reason);
        }

        @Override
        public AgentName agent() {
            return agent;
        }

        /** {@return the call} */
        public ModelCallId call() {
            return call;
        }

        /** {@return why the attempt failed} */
        public String reason() {
            return reason;
        }
    }

    /** A running tool call printed something. */
    final class ToolOutput extends NamedParts implements Progress {
        private final AgentName agent;
        private final TurnId turn;
        private final String callId;
        private final String text;

        private ToolOutput(AgentName agent, TurnId turn, String callId, String text) {
            super("agent, turn, callId, text", agent, turn, callId, text);
            this.agent = agent;
            this.turn = turn;
            this.callId = callId;
            this.text = text;
        }

        /** Creates the event. */
        public static ToolOutput of(AgentName agent, TurnId turn, String callId, String text) {
            return new ToolOutput(agent, turn, callId, text);
        }

        @Override
        public AgentName agent() {
            return agent;
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
    final class Dropped extends NamedParts implements Progress {
        private final AgentName agent;
        private final long count;

        private Dropped(AgentName agent, long count) {
            super("agent, count", agent, count);
            this.agent = agent;
            this.count = count;
        }

        /** Creates the event. */
        public static Dropped of(AgentName agent, long count) {
            return new Dropped(agent, count);
        }

        @Override
        public AgentName agent() {
            return agent;
        }

        /** {@return how many entries are missing here} */
        public long count() {
            return count;
        }
    }
}
