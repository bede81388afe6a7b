/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.AgentName;
import dev.helix.api.HelixException;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.TurnId;
import dev.helix.api.message.Content;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.Progress;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.workspace.WriteRefusedException;
import dev.helix.core.json.Excerpt;
import dev.helix.core.json.JsonArguments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An invoker that runs one tool call and turns whatever happens into an answer the model can read. Thread-safe. */
final class ToolInvoker {
    private static final Logger LOG = LoggerFactory.getLogger(ToolInvoker.class);
    private static final int FIRST_LINE_CHARACTERS = 200;

    private final AgentSpec spec;
    private final AgentEnvironment environment;
    private final EventSink sink;

    ToolInvoker(AgentSpec spec, AgentEnvironment environment, EventSink sink) {
        this.spec = spec;
        this.environment = environment;
        this.sink = sink;
    }

    ToolResult run(TurnId turn, ToolCall call) throws InterruptedException {
        Instant start = environment.clock().instant();
        sink.event(spec.name(), CallEvents.ToolCallStarted.of(call.id(), call.name(), call.arguments()));
        ToolResult result = ToolResult.failed("The call was interrupted.");
        try {
            result = shortened(answer(turn, call));
            return result;
        } finally {
            sink.event(
                    spec.name(),
                    CallEvents.ToolCallFinished.of(
                            call.id(),
                            call.name(),
                            result.error(),
                            Excerpt.firstLine(result.text(), FIRST_LINE_CHARACTERS),
                            Duration.between(start, environment.clock().instant())));
        }
    }

    private ToolResult answer(TurnId turn, ToolCall call) throws InterruptedException {
        Optional<Tool> tool = spec.toolbox().find(call.name());
        if (tool.isEmpty()) {
            return ToolResult.failed("There is no tool named '" + call.name() + "'. Your tools are: "
                    + String.join(", ", spec.toolbox().names()) + ".");
        }
        try {
            return Objects.requireNonNull(
                    tool.get().call(JsonArguments.parse(call.name(), call.arguments()), new Context(turn, call)),
                    "the tool returned null");
        } catch (WriteRefusedException refused) {
            sink.event(spec.name(), CallEvents.WriteRefused.of(refused.reason(), message(refused)));
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

    /** Bounds the text of all parts together; structured data that has no room becomes an excerpt of its text. */
    private ToolResult shortened(ToolResult result) {
        List<Content> content = new ArrayList<>();
        int room = environment.limits().toolResultCharacters();
        for (Content part : result.content()) {
            String text = part.asText();
            content.add(text.length() <= room ? part : Text.of(Excerpt.headAndTail(text, room)));
            room = Math.max(0, room - text.length());
        }
        return result.toBuilder().content(content).build();
    }

    /** The circumstances of one call. */
    private final class Context implements ToolContext {
        private final TurnId turn;
        private final ToolCall call;

        Context(TurnId turn, ToolCall call) {
            this.turn = turn;
            this.call = call;
        }

        @Override
        public SessionId session() {
            return spec.session();
        }

        @Override
        public Optional<TaskId> task() {
            return spec.task();
        }

        @Override
        public Optional<AgentName> agent() {
            return Optional.of(spec.name());
        }

        @Override
        public TurnId turn() {
            return turn;
        }

        @Override
        public ToolCall call() {
            return call;
        }

        @Override
        public Workspace workspace() {
            return spec.workspace().get();
        }

        @Override
        public void output(String text) {
            sink.progress(Progress.ToolOutput.of(spec.name(), turn, call.id(), text));
        }
    }
}
