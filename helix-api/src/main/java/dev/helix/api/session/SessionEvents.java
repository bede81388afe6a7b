/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.AgentName;
import dev.helix.api.NamedParts;
import dev.helix.api.TurnId;
import dev.helix.api.journal.JournalRecovery;
import dev.helix.api.message.Message;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Usage;
import dev.helix.api.projection.ProjectionReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The kinds of events that every session knows. New kinds appear in later releases: keep a default branch.
 *
 * <p>Who did it, in which turn and for which task stands in the {@link SessionEvent} around the body. Model calls and
 * tool calls are in {@link CallEvents}, what happens in the worktree is in {@link DeliveryEvents}.
 */
public interface SessionEvents extends EventBody {
    /** A session was created; always its first event. What is code, such as a tool, is listed by name. */
    final class SessionCreated extends NamedParts implements SessionEvents {
        private final Path directory;
        private final ModelId model;
        private final List<String> tools;
        private final List<String> reviewers;
        private final List<List<String>> verification;

        private SessionCreated(
                Path directory,
                ModelId model,
                List<String> tools,
                List<String> reviewers,
                List<List<String>> verification) {
            super("directory, model, tools, reviewers, verification", directory, model, tools, reviewers, verification);
            this.directory = directory;
            this.model = model;
            this.tools = List.copyOf(tools);
            this.reviewers = List.copyOf(reviewers);
            this.verification = List.copyOf(verification);
        }

        /** Creates the event. */
        public static SessionCreated of(
                Path directory,
                ModelId model,
                List<String> tools,
                List<String> reviewers,
                List<List<String>> verification) {
            return new SessionCreated(directory, model, tools, reviewers, verification);
        }

        /** {@return where the session works} */
        public Path directory() {
            return directory;
        }

        /** {@return the model of the first turn, unless that names another} */
        public ModelId model() {
            return model;
        }

        /** {@return the names of the host's own tools} */
        public List<String> tools() {
            return tools;
        }

        /** {@return the names of the session's own reviewers} */
        public List<String> reviewers() {
            return reviewers;
        }

        /** {@return the verification commands, argument vectors} */
        public List<List<String>> verification() {
            return verification;
        }
    }

    /** A session was taken up again after its process ended or closed it. */
    final class SessionResumed extends NamedParts implements SessionEvents {
        private final JournalRecovery recovery;
        private final List<TurnId> interrupted;

        private SessionResumed(JournalRecovery recovery, List<TurnId> interrupted) {
            super("recovery, interrupted", recovery, interrupted);
            this.recovery = recovery;
            this.interrupted = List.copyOf(interrupted);
        }

        /** Creates the event. */
        public static SessionResumed of(JournalRecovery recovery, List<TurnId> interrupted) {
            return new SessionResumed(recovery, interrupted);
        }

        /** {@return what the journal had lost} */
        public JournalRecovery recovery() {
            return recovery;
        }

        /** {@return the turns that ran when the process ended; their ends follow} */
        public List<TurnId> interrupted() {
            return interrupted;
        }
    }

    /** A turn of an agent began. */
    final class TurnStarted extends NamedParts implements SessionEvents {
        private final ModelId model;
        private final Optional<String> requestId;
        private final Optional<String> named;

        private TurnStarted(ModelId model, Optional<String> requestId, Optional<String> named) {
            super("model, requestId, named", model, requestId, named);
            this.model = model;
            this.requestId = requestId;
            this.named = named;
        }

        /** Creates the event of a turn that the library itself submitted. */
        public static TurnStarted of(ModelId model) {
            return new TurnStarted(model, Optional.empty(), Optional.empty());
        }

        /** Creates the event of a host's turn. */
        public static TurnStarted of(ModelId model, Optional<String> requestId, Optional<String> named) {
            return new TurnStarted(model, requestId, named);
        }

        /** {@return {@link UserTurn#requestId()} of the turn} */
        public Optional<String> requestId() {
            return requestId;
        }

        /** {@return {@link UserTurn#model()} of the turn} */
        public Optional<String> named() {
            return named;
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
