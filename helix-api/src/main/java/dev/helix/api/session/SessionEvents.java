/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.AgentName;
import dev.helix.api.ModelCallId;
import dev.helix.api.NamedParts;
import dev.helix.api.message.Message;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.api.workspace.WriteRefusedException;
import java.time.Duration;

/**
 * The kinds of events that every session knows. New kinds appear in later releases: keep a default branch.
 *
 * <p>Who did it, in which turn and for which task stands in the {@link SessionEvent} around the body. What happens in
 * the worktree is in {@link DeliveryEvents}.
 */
public interface SessionEvents extends EventBody {
    /** A turn of an agent began. */
    final class TurnStarted extends NamedParts implements SessionEvents {
        private final ModelId model;

        private TurnStarted(ModelId model) {
            super("model", model);
            this.model = model;
        }

        /** Creates the event. */
        public static TurnStarted of(ModelId model) {
            return new TurnStarted(model);
        }

        /** {@return the model that will answer} */
        public ModelId model() {
            return model;
        }
    }

    /** A message became part of the conversation. */
    final class MessageAdded extends NamedParts implements SessionEvents {
        private final Message message;

        private MessageAdded(Message message) {
            super("message", message);
            this.message = message;
        }

        /** Creates the event. */
        public static MessageAdded of(Message message) {
            return new MessageAdded(message);
        }

        /** {@return the message} */
        public Message message() {
            return message;
        }
    }

    /** A model call began. */
    final class ModelCallStarted extends NamedParts implements SessionEvents {
        private final ModelCallId call;
        private final ModelId model;

        private ModelCallStarted(ModelCallId call, ModelId model) {
            super("call, model", call, model);
            this.call = call;
            this.model = model;
        }

        /** Creates the event. */
        public static ModelCallStarted of(ModelCallId call, ModelId model) {
            return new ModelCallStarted(call, model);
        }

        /** {@return the call} */
        public ModelCallId call() {
            return call;
        }

        /** {@return the model that was called} */
        public ModelId model() {
            return model;
        }
    }

    /** A model call brought a reply. */
    final class ModelCallFinished extends NamedParts implements SessionEvents {
        private final ModelCallId call;
        private final StopReason stop;
        private final Usage usage;
        private final Duration wallTime;

        private ModelCallFinished(ModelCallId call, StopReason stop, Usage usage, Duration wallTime) {
            super("call, stop, usage, wallTime", call, stop, usage, wallTime);
            this.call = call;
            this.stop = stop;
            this.usage = usage;
            this.wallTime = wallTime;
        }

        /** Creates the event. */
        public static ModelCallFinished of(ModelCallId call, StopReason stop, Usage usage, Duration wallTime) {
            return new ModelCallFinished(call, stop, usage, wallTime);
        }

        /** {@return the call} */
        public ModelCallId call() {
            return call;
        }

        /** {@return why the model stopped} */
        public StopReason stop() {
            return stop;
        }

        /** {@return what the call cost} */
        public Usage usage() {
            return usage;
        }

        /** {@return how long it took, repeated attempts included} */
        public Duration wallTime() {
            return wallTime;
        }
    }

    /** A model call ended without a reply. */
    final class ModelCallFailed extends NamedParts implements SessionEvents {
        private final ModelCallId call;
        private final String code;
        private final Duration wallTime;

        private ModelCallFailed(ModelCallId call, String code, Duration wallTime) {
            super("call, code, wallTime", call, code, wallTime);
            this.call = call;
            this.code = code;
            this.wallTime = wallTime;
        }

        /** Creates the event. */
        public static ModelCallFailed of(ModelCallId call, String code, Duration wallTime) {
            return new ModelCallFailed(call, code, wallTime);
        }

        /** {@return the call} */
        public ModelCallId call() {
            return call;
        }

        /** {@return the error's stable code} */
        public String code() {
            return code;
        }

        /** {@return how long it took, repeated attempts included} */
        public Duration wallTime() {
            return wallTime;
        }
    }

    /** A tool call was handed to its tool. */
    final class ToolCallStarted extends NamedParts implements SessionEvents {
        private final String callId;
        private final String tool;
        private final String arguments;

        private ToolCallStarted(String callId, String tool, String arguments) {
            super("callId, tool, arguments", callId, tool, arguments);
            this.callId = callId;
            this.tool = tool;
            this.arguments = arguments;
        }

        /** Creates the event. */
        public static ToolCallStarted of(String callId, String tool, String arguments) {
            return new ToolCallStarted(callId, tool, arguments);
        }

        /** {@return the call, unique within the turn} */
        public String callId() {
            return callId;
        }

        /** {@return the tool's name} */
        public String tool() {
            return tool;
        }

        /** {@return what the model passed, JSON text} */
        public String arguments() {
            return arguments;
        }
    }

    /** A tool call was answered. */
    final class ToolCallFinished extends NamedParts implements SessionEvents {
        private final String callId;
        private final String tool;
        private final boolean error;
        private final String firstLine;
        private final Duration wallTime;

        private ToolCallFinished(String callId, String tool, boolean error, String firstLine, Duration wallTime) {
            super("callId, tool, error, firstLine, wallTime", callId, tool, error, firstLine, wallTime);
            this.callId = callId;
            this.tool = tool;
            this.error = error;
            this.firstLine = firstLine;
            this.wallTime = wallTime;
        }

        /** Creates the event. */
        public static ToolCallFinished of(
                String callId, String tool, boolean error, String firstLine, Duration wallTime) {
            return new ToolCallFinished(callId, tool, error, firstLine, wallTime);
        }

        /** {@return the call, unique within the turn} */
        public String callId() {
            return callId;
        }

        /** {@return the tool's name} */
        public String tool() {
            return tool;
        }

        /** {@return whether it failed} */
        public boolean error() {
            return error;
        }

        /** {@return the first line of the answer} */
        public String firstLine() {
            return firstLine;
        }

        /** {@return how long it took} */
        public Duration wallTime() {
            return wallTime;
        }
    }

    /** A write was refused before it happened. */
    final class WriteRefused extends NamedParts implements SessionEvents {
        private final WriteRefusedException.Reason reason;
        private final String explanation;

        private WriteRefused(WriteRefusedException.Reason reason, String explanation) {
            super("reason, explanation", reason, explanation);
            this.reason = reason;
            this.explanation = explanation;
        }

        /** Creates the event. */
        public static WriteRefused of(WriteRefusedException.Reason reason, String explanation) {
            return new WriteRefused(reason, explanation);
        }

        /** {@return which boundary refused} */
        public WriteRefusedException.Reason reason() {
            return reason;
        }

        /** {@return the path, the boundary and the way out} */
        public String explanation() {
            return explanation;
        }
    }

    /** A SubAgent was dispatched; its own events carry its name. */
    final class SubAgentStarted extends NamedParts implements SessionEvents {
        private final AgentName subAgent;
        private final String task;
        private final ModelId model;

        private SubAgentStarted(AgentName subAgent, String task, ModelId model) {
            super("subAgent, task, model", subAgent, task, model);
            this.subAgent = subAgent;
            this.task = task;
            this.model = model;
        }

        /** Creates the event. */
        public static SubAgentStarted of(AgentName subAgent, String task, ModelId model) {
            return new SubAgentStarted(subAgent, task, model);
        }

        /** {@return the SubAgent's name} */
        public AgentName subAgent() {
            return subAgent;
        }

        /** {@return what it is to do} */
        public String task() {
            return task;
        }

        /** {@return the model it runs on} */
        public ModelId model() {
            return model;
        }
    }

    /** A SubAgent reported back. */
    final class SubAgentFinished extends NamedParts implements SessionEvents {
        private final AgentName subAgent;
        private final boolean failed;
        private final Usage usage;

        private SubAgentFinished(AgentName subAgent, boolean failed, Usage usage) {
            super("subAgent, failed, usage", subAgent, failed, usage);
            this.subAgent = subAgent;
            this.failed = failed;
            this.usage = usage;
        }

        /** Creates the event. */
        public static SubAgentFinished of(AgentName subAgent, boolean failed, Usage usage) {
            return new SubAgentFinished(subAgent, failed, usage);
        }

        /** {@return the SubAgent's name} */
        public AgentName subAgent() {
            return subAgent;
        }

        /** {@return whether it ended without a report} */
        public boolean failed() {
            return failed;
        }

        /** {@return what it cost} */
        public Usage usage() {
            return usage;
        }
    }

    /** A turn ended with a reply. */
    final class TurnFinished extends NamedParts implements SessionEvents {
        private final Usage usage;

        private TurnFinished(Usage usage) {
            super("usage", usage);
            this.usage = usage;
        }

        /** Creates the event. */
        public static TurnFinished of(Usage usage) {
            return new TurnFinished(usage);
        }

        /** {@return what the whole turn cost, SubAgents not included} */
        public Usage usage() {
            return usage;
        }
    }

    /** A turn ended without a reply, or was called off before it began. */
    final class TurnFailed extends NamedParts implements SessionEvents {
        private final String code;
        private final String explanation;

        private TurnFailed(String code, String explanation) {
            super("code, explanation", code, explanation);
            this.code = code;
            this.explanation = explanation;
        }

        /** Creates the event. */
        public static TurnFailed of(String code, String explanation) {
            return new TurnFailed(code, explanation);
        }

        /** {@return the error's stable code} */
        public String code() {
            return code;
        }

        /** {@return the error's message} */
        public String explanation() {
            return explanation;
        }
    }
}
