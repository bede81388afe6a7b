/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import java.util.List;

/** Thinks of the answer to a request: the model of a test. Called from several threads. */
@FunctionalInterface
interface ScriptedModel {
    ModelReply answer(ModelRequest request) throws InterruptedException;

    /** Answers the n-th request of a conversation with the n-th step; the last step is repeated. */
    static ScriptedModel of(ScriptedModel... steps) {
        List<ScriptedModel> script = List.of(steps);
        return request ->
                script.get(Math.min(position(request), script.size() - 1)).answer(request);
    }

    /** Goes on with other steps once this brain gave so many answers. */
    default ScriptedModel then(int answers, ScriptedModel... steps) {
        List<ScriptedModel> rest = List.of(steps);
        return request -> {
            int position = position(request);
            return position < answers
                    ? answer(request)
                    : rest.get(Math.min(position - answers, rest.size() - 1)).answer(request);
        };
    }

    /** Lets one brain answer the agents that were told to be SubAgents, and this one all others. */
    default ScriptedModel withSubAgents(ScriptedModel subAgents) {
        return request ->
                request.system().startsWith("You are a SubAgent") ? subAgents.answer(request) : answer(request);
    }

    /** {@return how many answers of the model a request holds already} */
    static int position(ModelRequest request) {
        return (int) request.messages().stream()
                .filter(AssistantMessage.class::isInstance)
                .count();
    }

    /** {@return the words a conversation began with} */
    static String opening(ModelRequest request) {
        return request.messages().stream()
                .filter(UserMessage.class::isInstance)
                .map(Message::text)
                .findFirst()
                .orElse("");
    }

    /** {@return what came after the model's last answer} */
    static String news(ModelRequest request) {
        StringBuilder news = new StringBuilder();
        for (Message message : request.messages()) {
            if (message instanceof AssistantMessage) {
                news.setLength(0);
            } else {
                news.append(message.text()).append('\n');
            }
        }
        return news.toString();
    }
}
