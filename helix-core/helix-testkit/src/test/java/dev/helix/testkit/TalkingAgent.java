/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import dev.helix.api.AgentName;
import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
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

/** An agent that talks to an engine as the loop of Helix does, step by step. Confined to one thread. */
final class TalkingAgent {
    private final ModelEngine engine;
    private final String system;
    private final List<Message> messages = new ArrayList<>();

    TalkingAgent(EngineFactory engines, String session, String system) {
        this.engine = engines.open(EngineTarget.of(
                new ModelId(engines.provider(), "m"), new Caller(new SessionId(session)), request -> Optional.empty()));
        this.system = system;
    }

    static TalkingAgent with(EngineFactory engines) {
        return new TalkingAgent(engines, "abcdefgh", "");
    }

    ModelReply say(String text) throws InterruptedException {
        add(UserMessage.of(text));
        return ask(ModelListener.NONE);
    }

    ModelReply answer(ToolCall call, String result) throws InterruptedException {
        add(ToolMessage.of(call.id(), call.name(), result, false));
        return ask(ModelListener.NONE);
    }

    ModelReply ask(ModelListener listener) throws InterruptedException {
        ModelReply reply = engine.generate(
                ModelRequest.builder().system(system).messages(messages).build(), listener);
        add(reply.message());
        return reply;
    }

    void add(Message message) {
        messages.add(message);
    }

    private record Caller(SessionId session) implements CallContext {
        @Override
        public Optional<TaskId> task() {
            return Optional.empty();
        }

        @Override
        public Optional<AgentName> agent() {
            return Optional.empty();
        }
    }
}
