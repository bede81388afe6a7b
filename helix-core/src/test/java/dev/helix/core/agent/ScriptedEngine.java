/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A model engine that answers from a list, one entry per request; the last entry is repeated. Keeps the requests. */
public final class ScriptedEngine implements ModelEngine {
    private static final Origin ORIGIN = new Origin("test", "scripted", "m");

    private final List<Step> steps;
    private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();

    /** A step of the script, which makes one answer. */
    @FunctionalInterface
    public interface Step {
        ModelReply answer(ModelRequest request) throws InterruptedException;
    }

    private ScriptedEngine(List<Step> steps) {
        this.steps = steps;
    }

    public static ScriptedEngine of(Step... steps) {
        return new ScriptedEngine(List.of(steps));
    }

    public static Step text(String text) {
        return request -> reply(StopReason.END, Text.of(text));
    }

    public static Step call(String tool, String arguments) {
        return calls(ToolCall.of("c", tool, arguments));
    }

    public static Step calls(ToolCall... calls) {
        return request -> reply(StopReason.TOOL_CALLS, calls);
    }

    public static ModelReply reply(StopReason stop, Content... content) {
        return ModelReply.of(new AssistantMessage(new ArrayList<>(List.of(content)), ORIGIN), stop, Usage.of(10, 5));
    }

    public List<ModelRequest> requests() {
        return requests;
    }

    @Override
    public Origin origin() {
        return ORIGIN;
    }

    @Override
    public ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException {
        int number;
        synchronized (requests) {
            number = requests.size();
            requests.add(request);
        }
        return steps.get(Math.min(number, steps.size() - 1)).answer(request);
    }
}
