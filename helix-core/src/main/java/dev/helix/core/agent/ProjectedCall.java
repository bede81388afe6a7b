/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.ToolChoice;
import dev.helix.api.projection.ProjectionReport;
import dev.helix.api.projection.ProjectionReport.Change;
import dev.helix.core.projection.HistoryProjector;
import dev.helix.core.projection.ProjectedHistory;
import java.util.List;

/**
 * A request in the form that one engine accepts: the only place between the raw history and a model. Immutable.
 *
 * <p>Tools and calls go out under the names the model can take, and its calls come back under those of the session. An
 * engine that projects what it gets on its own account changes nothing, since a projected history is its own
 * projection.
 */
final class ProjectedCall {
    private final ModelEngine engine;
    private final ProjectedHistory history;
    private final ModelRequest raw;
    private final ModelRequest request;

    private ProjectedCall(ModelEngine engine, ProjectedHistory history, ModelRequest raw) {
        this.engine = engine;
        this.history = history;
        this.raw = raw;
        this.request = projected(history, raw);
    }

    /**
     * Projects a request.
     *
     * @throws dev.helix.api.projection.UnsendableHistoryException if the engine cannot get it
     */
    static ProjectedCall of(ModelEngine engine, ModelRequest raw) {
        return new ProjectedCall(
                engine, HistoryProjector.of(engine.profile(raw)).project(raw), raw);
    }

    /** {@return whether this is that very request to that very engine} */
    boolean isOf(ModelEngine otherEngine, ModelRequest otherRaw) {
        return engine == otherEngine && raw == otherRaw;
    }

    private static ModelRequest projected(ProjectedHistory history, ModelRequest raw) {
        List<Message> messages = history.messages();
        boolean systemFirst = messages.get(0) instanceof SystemMessage;
        ModelRequest.Builder request = raw.toBuilder()
                .system(history.system())
                .messages(systemFirst ? messages.subList(1, messages.size()) : messages)
                .tools(history.tools());
        raw.toolChoice()
                .tool()
                .map(history::nameForModel)
                .map(ToolChoice::named)
                .ifPresent(request::toolChoice);
        if (raw.reasoning().isPresent() && !history.mayReason()) {
            request.reasoning(Reasoning.off());
        }
        return request.build();
    }

    /** Makes the call. */
    ModelReply make(ModelListener listener) throws InterruptedException {
        ModelReply reply = engine.generate(request, listener);
        AssistantMessage message = reply.message();
        if (message.calls().stream()
                .allMatch(call -> history.nameInSession(call.name()).equals(call.name()))) {
            return reply;
        }
        List<Content> content = message.content().stream().map(this::inSession).toList();
        return ModelReply.of(new AssistantMessage(content, message.origin()), reply.stop(), reply.usage());
    }

    private Content inSession(Content part) {
        return part instanceof ToolCall call ? call.withName(history.nameInSession(call.name())) : part;
    }

    /** {@return what the engine cannot take as it is, by the position in the history without the instructions} */
    ProjectionReport report() {
        if (raw.system().isEmpty()) {
            return history.report();
        }
        return new ProjectionReport(history.report().changes().stream()
                .map(change -> new Change(
                        change.kind(), Math.max(-1, change.message() - 1), change.subject(), change.detail()))
                .toList());
    }
}
