/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import dev.helix.api.message.Origin;
import dev.helix.api.model.EngineEndpoint;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.ToolChoice;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.workspace.Isolation;
import dev.helix.api.workspace.Workspace;
import dev.helix.core.projection.HistoryProjector;
import dev.helix.core.projection.ProjectedHistory;
import dev.helix.core.projection.TargetProfiles;
import dev.helix.core.projection.Transcript;
import dev.helix.llm.cli.CliEngineException.Reason;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model engine that runs a program for each call and lets it answer a transcript of the conversation. Thread-safe.
 *
 * <p>The program uses tools of its own: those on offer are not declared to it, and how long it answers is its own
 * choice.
 */
final class CliEngine implements ModelEngine {
    private static final Logger LOG = LoggerFactory.getLogger(CliEngine.class);

    private final EngineSettings settings;
    private final Conversation conversation;

    /** One exchange with a running program. */
    @FunctionalInterface
    interface Conversation {
        /**
         * Has a prompt answered.
         *
         * @throws CliEngineException with a message that goes on after the program's name
         */
        void hold(AgentProcess process, Workspace workspace, String prompt, ReplyCollector reply)
                throws InterruptedException;
    }

    CliEngine(EngineSettings settings, Conversation conversation) {
        this.settings = settings;
        this.conversation = conversation;
    }

    @Override
    public Origin origin() {
        return settings.origin();
    }

    @Override
    public EngineEndpoint endpoint() {
        Origin origin = settings.origin();
        return new EngineEndpoint(origin.endpoint(), origin.family(), settings.program(), EngineEndpoint.Kind.PROGRAM);
    }

    /**
     * {@return what the program accepts: one text}
     *
     * <p>Blocks of its own are foreign to it as well, since nothing goes back to it as it was.
     *
     * @param request any request
     */
    @Override
    public TargetProfile profile(ModelRequest request) {
        Origin origin = settings.origin();
        return TargetProfiles.transcript(
                new Origin(origin.endpoint(), origin.family() + "-transcript", origin.model()));
    }

    @Override
    public ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException {
        requireSupported(request);
        Workspace workspace = confined();
        ProjectedHistory history = HistoryProjector.of(profile(request)).project(request);
        if (!history.report().isUnchanged()) {
            LOG.debug(
                    "{}: rendered as a transcript with changes: {}",
                    settings,
                    history.report().changes());
        }
        ReplyCollector reply = new ReplyCollector(settings.origin(), listener, settings::redact);
        try (AgentProcess process =
                AgentProcess.start(workspace, settings.launch(), settings.rules(), settings.limits())) {
            hold(process, workspace, Transcript.of(history), reply);
        }
        Optional<ModelException> failure =
                reply.failure().map(failed -> failure(failed).asException(settings.program(), reply.hasActed()));
        if (failure.isPresent()) {
            throw failure.get();
        }
        return reply.reply();
    }

    private AgentFailure failure(AgentFailure failed) {
        return new AgentFailure(failed.status(), settings.redact(failed.message()));
    }

    private void hold(AgentProcess process, Workspace workspace, String prompt, ReplyCollector reply)
            throws InterruptedException {
        try {
            conversation.hold(process, workspace, prompt, reply);
        } catch (CliEngineException e) {
            throw new CliEngineException(e.reason(), settings.redact(explained(e, process)));
        }
    }

    private String explained(CliEngineException e, AgentProcess process) {
        StringBuilder text = new StringBuilder("the program '")
                .append(settings.launch().argv().get(0))
                .append("' ")
                .append(e.getMessage());
        if (!process.refusedHosts().isEmpty()) {
            text.append("; it was not let through to ").append(process.refusedHosts());
        }
        if (!process.errors().isEmpty() && e.reason() != Reason.NOT_INSTALLED) {
            text.append("; its errors end with: ").append(process.errors());
        }
        return text.append("; ").append(wayOut(e.reason())).toString();
    }

    private String wayOut(Reason reason) {
        return switch (reason) {
            case NOT_INSTALLED ->
                "install it, for example with `" + settings.install() + "`, or name its path with program(...)";
            case NOT_CONFINED -> "bind a worktree whose commands run in a sandbox";
            case NOT_STARTED -> "check that Java, base64 and the program can be run in the workspace";
            case EXITED_EARLY, GARBLED -> "run it by hand with the same version, and check its key and its hosts";
            case FLOODED -> "ask for less at a time";
            case ASKED_FOR_INPUT -> "settle what it asks for in its configuration, nobody can answer it here";
            case HUNG -> "check that it reaches its model, or raise the limit";
        };
    }

    private Workspace confined() {
        Workspace workspace = settings.workspace()
                .orElseThrow(() -> notConfined("the caller named no workspace to run it in; open the engine with one"));
        if (workspace.isolation() == Isolation.NONE && !settings.unconfined()) {
            throw notConfined("nothing would hold it in " + workspace.root()
                    + "; choose a sandbox for the worktrees, or allow it with runUnconfined()");
        }
        return workspace;
    }

    private CliEngineException notConfined(String why) {
        return new CliEngineException(
                Reason.NOT_CONFINED, "the program '" + settings.program() + "' was not run: " + why);
    }

    private void requireSupported(ModelRequest request) {
        ToolChoice.Kind choice = request.toolChoice().kind();
        if (choice == ToolChoice.Kind.REQUIRED || choice == ToolChoice.Kind.NAMED) {
            throw unsupported("a tool choice");
        }
        if (request.responseSchema().isPresent()) {
            throw unsupported("a response schema");
        }
        if (request.temperature().isPresent()) {
            throw unsupported("a temperature");
        }
        if (request.reasoning().isPresent()) {
            throw unsupported("a setting for reasoning");
        }
    }

    private RequestRejectedException unsupported(String setting) {
        return new RequestRejectedException(
                settings.program() + " takes no " + setting.substring(2)
                        + "; leave it out, or use an engine of the API",
                null);
    }

    @Override
    public String toString() {
        return "CliEngine[" + settings + "]";
    }
}
