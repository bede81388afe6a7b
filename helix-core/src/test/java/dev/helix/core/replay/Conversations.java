/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A driver that talks to an engine as a loop would, with tools that answer from a function. Confined to one thread. */
final class Conversations {
    private final ModelEngine engine;
    private final String system;
    private final List<Message> messages = new ArrayList<>();

    Conversations(EngineFactory engines, String session, String system) {
        this.engine = engines.open(EngineTarget.of(
                new ModelId(engines.provider(), "m"),
                CallContext.of(new SessionId(session)),
                request -> Optional.empty()));
        this.system = system;
    }

    static Conversations with(EngineFactory engines) {
        return new Conversations(engines, "abcdefgh", "");
    }

    ModelReply say(String text) throws InterruptedException {
        messages.add(UserMessage.of(text));
        return ask(ModelListener.NONE);
    }

    ModelReply answer(ToolCall call, String result) throws InterruptedException {
        messages.add(ToolMessage.of(call.id(), call.name(), result, false));
        return ask(ModelListener.NONE);
    }

    /** Asks once more without saying anything new. */
    ModelReply ask(ModelListener listener) throws InterruptedException {
        ModelReply reply = engine.generate(
                ModelRequest.builder()
                        .system(system)
                        .messages(messages)
                        .maxOutputTokens(1000)
                        .build(),
                listener);
        messages.add(reply.message());
        return reply;
    }

    void add(Message message) {
        messages.add(message);
    }

    /** Goes on until there are no calls; returns all assistant messages as text and calls. */
    List<String> run(String request, Function<ToolCall, String> tools) throws InterruptedException {
        List<String> said = new ArrayList<>();
        ModelReply reply = say(request);
        while (true) {
            AssistantMessage message = reply.message();
            said.add(message.text());
            message.calls().forEach(call -> said.add(call.name() + call.arguments()));
            if (message.calls().isEmpty()) {
                return said;
            }
            for (ToolCall call : message.calls()) {
                messages.add(ToolMessage.of(call.id(), call.name(), tools.apply(call), false));
            }
            reply = ask(ModelListener.NONE);
        }
    }
}
