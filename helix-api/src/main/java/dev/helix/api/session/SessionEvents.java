/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.AgentName;
import dev.helix.api.NamedParts;
import dev.helix.api.message.Message;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Usage;
import dev.helix.api.projection.ProjectionReport;

/**
 * The kinds of events that every session knows. New kinds appear in later releases: keep a default branch.
 *
 * <p>Who did it, in which turn and for which task stands in the {@link SessionEvent} around the body. Model calls and
 * tool calls are in {@link CallEvents}, what happens in the worktree is in {@link DeliveryEvents}.
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

    /**
     * Another model took over the conversation. One that answers a message of the user counts together with that
     * message, which follows; the first model of a session takes over from nobody.
     */
    final class ModelSwitched extends NamedParts implements SessionEvents {
        private final ModelId from;
        private final ModelId to;
        private final SwitchPath path;
        private final Reason reason;
        private final ProjectionReport report;

        /** Why another model took over. Later releases add constants: code that looks at them keeps a default branch. */
        public enum Reason {
            /** The user's turn named it, or a turn before it. */
            REQUESTED,
            /** It reads the results of a tool, by the routing. */
            ROUTED,
            /** The model before it was out of order. */
            FALLBACK,
            /** What it was routed away for, or fell back from, is over. */
            RETURNED
        }

        private ModelSwitched(ModelId from, ModelId to, SwitchPath path, Reason reason, ProjectionReport report) {
            super("from, to, path, reason, report", from, to, path, reason, report);
            this.from = from;
            this.to = to;
            this.path = path;
            this.reason = reason;
            this.report = report;
        }

        /** Creates the event. */
        public static ModelSwitched of(
                ModelId from, ModelId to, SwitchPath path, Reason reason, ProjectionReport report) {
            return new ModelSwitched(from, to, path, reason, report);
        }

        /** {@return the model that answered before} */
        public ModelId from() {
            return from;
        }

        /** {@return the model that answers now} */
        public ModelId to() {
            return to;
        }

        /** {@return what had to change for it} */
        public SwitchPath path() {
            return path;
        }

        /** {@return why it took over} */
        public Reason reason() {
            return reason;
        }

        /**
         * {@return what of the conversation the model cannot take as it is; positions count from the conversation's first
         * message}
         */
        public ProjectionReport report() {
            return report;
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
