/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.ModelCallId;
import dev.helix.api.NamedParts;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.api.workspace.WriteRefusedException;
import java.time.Duration;

/**
 * The kinds of events of model calls and tool calls. New kinds appear in later releases: keep a default branch.
 */
public interface CallEvents extends SessionEvents {
    /** A model call began. */
    final class ModelCallStarted extends NamedParts implements CallEvents {
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
    final class ModelCallFinished extends NamedParts implements CallEvents {
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
    final class ModelCallFailed extends NamedParts implements CallEvents {
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
    final class ToolCallStarted extends NamedParts implements CallEvents {
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
    final class ToolCallFinished extends NamedParts implements CallEvents {
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
    final class WriteRefused extends NamedParts implements CallEvents {
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
}
