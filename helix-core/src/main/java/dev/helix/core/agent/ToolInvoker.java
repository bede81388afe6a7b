/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.AgentName;
import dev.helix.api.HelixException;
import dev.helix.api.SessionId;
import dev.helix.api.message.ToolCall;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.workspace.WriteRefusedException;
import dev.helix.core.json.JsonArguments;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An invoker that runs one tool call and turns whatever happens into an answer the model can read. Thread-safe. */
final class ToolInvoker {
    private static final Logger LOG = LoggerFactory.getLogger(ToolInvoker.class);
    private static final int FIRST_LINE_CHARACTERS = 200;

    private final AgentSpec spec;
    private final AgentEnvironment ground;
    private final EventSink sink;

    ToolInvoker(AgentSpec spec, AgentEnvironment ground, EventSink sink) {
        this.spec = spec;
        this.ground = ground;
        this.sink = sink;
    }

    ToolResult run(ToolCall call) throws InterruptedException {
        Instant start = ground.clock().instant();
        sink.event(spec.name(), new SessionEvents.ToolCallStarted(call.id(), call.name(), call.arguments()));
        ToolResult result = ToolResult.failed("The call was interrupted.");
        try {
            result = shortened(answer(call));
            return result;
        } finally {
            sink.event(
                    spec.name(),
                    new SessionEvents.ToolCallFinished(
                            call.id(),
                            call.name(),
                            result.error(),
                            Excerpt.firstLine(result.text(), FIRST_LINE_CHARACTERS),
                            Duration.between(start, ground.clock().instant())));
        }
    }

    private ToolResult answer(ToolCall call) throws InterruptedException {
        Optional<Tool> tool = spec.toolbox().find(call.name());
        if (tool.isEmpty()) {
            return ToolResult.failed("There is no tool named '" + call.name() + "'. Your tools are: "
                    + String.join(", ", spec.toolbox().names()) + ".");
        }
        try {
            return tool.get().call(JsonArguments.parse(call.name(), call.arguments()), new Context(call.id()));
        } catch (WriteRefusedException refused) {
            sink.event(spec.name(), new SessionEvents.WriteRefused(refused.reason(), message(refused)));
            return ToolResult.failed(message(refused));
        } catch (HelixException failure) {
            return ToolResult.failed(message(failure));
        } catch (RuntimeException | Error defect) {
            LOG.warn("tool {} failed unexpectedly", call.name(), defect);
            return ToolResult.failed("The tool " + call.name() + " failed unexpectedly ("
                    + defect.getClass().getSimpleName() + "). Try another way.");
        }
    }

    private static String message(HelixException failure) {
        return failure.getMessage() == null ? failure.code() : failure.getMessage();
    }

    private ToolResult shortened(ToolResult result) {
        String text = Excerpt.headAndTail(result.text(), ground.limits().toolResultCharacters());
        return new ToolResult(text, result.error(), result.endsTurn());
    }

    /** What the tool gets to know about its caller. */
    private final class Context implements ToolContext {
        private final String callId;

        Context(String callId) {
            this.callId = callId;
        }

        @Override
        public SessionId session() {
            return spec.session();
        }

        @Override
        public AgentName agent() {
            return spec.name();
        }

        @Override
        public String callId() {
            return callId;
        }

        @Override
        public Workspace workspace() {
            return spec.workspace().get();
        }

        @Override
        public void output(String text) {
            sink.progress(new Progress.ToolOutput(spec.name(), callId, text));
        }
    }
}
