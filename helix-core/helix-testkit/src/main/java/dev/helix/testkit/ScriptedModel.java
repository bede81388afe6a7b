/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A model written in Java: a function from requests to replies. Called from several threads when several agents ask.
 *
 * <pre>{@code
 * ScriptedModel model = ScriptedModel.steps(
 *         ScriptedModel.calls(ScriptedModel.call("read", "path", "README.md")),
 *         ScriptedModel.says("It is about shops."));
 * }</pre>
 *
 * <p>A model that fails throws what an engine throws, for example
 * {@link dev.helix.api.model.ProviderUnavailableException}.
 */
@FunctionalInterface
public interface ScriptedModel {
    /** The origin of replies made here; the engine that gives them puts its own in its place. */
    Origin ORIGIN = new Origin("scripted", "scripted", "model");

    /**
     * Answers a request.
     *
     * @param request the conversation so far
     * @return the reply
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    ModelReply answer(ModelRequest request) throws InterruptedException;

    /**
     * Answers from a cassette. Engines for Helix are made by {@link ReplayEngines}; this is for everybody else who asks
     * a model, such as {@link dev.helix.testkit.server.FakeAnthropic}.
     *
     * @param cassette what the model says
     * @return the model, which throws {@link CassetteMismatchException} where the cassette has no reply
     */
    static ScriptedModel playing(Cassette cassette) {
        CassettePlayer player = new CassettePlayer(requireNonNull(cassette, "cassette"), Map.of());
        return request -> player.answer(request, Optional.empty());
    }

    /**
     * Answers the n-th request of a conversation with the n-th step; the last step is repeated.
     *
     * @param steps at least one, oldest first
     * @return the model
     */
    static ScriptedModel steps(ScriptedModel... steps) {
        List<ScriptedModel> script = List.of(requireNonNull(steps, "steps"));
        if (script.isEmpty()) {
            throw new IllegalArgumentException("a script needs at least one step");
        }
        return request ->
                script.get(Math.min(position(request), script.size() - 1)).answer(request);
    }

    /**
     * Answers with a text and ends the turn.
     *
     * @param text what the model says
     * @return the model
     */
    static ScriptedModel says(String text) {
        requireNonNull(text, "text");
        return request -> reply(StopReason.END, Text.of(text));
    }

    /**
     * Calls tools.
     *
     * @param calls in the order they are made
     * @return the model
     */
    static ScriptedModel calls(ToolCall... calls) {
        List<ToolCall> made = List.of(requireNonNull(calls, "calls"));
        return request -> reply(StopReason.TOOL_CALLS, made.toArray(Content[]::new));
    }

    /**
     * Makes a reply that used ten tokens of input and five of output.
     *
     * @param stop why the model stops
     * @param content in the order the model produces it
     * @return the reply
     */
    static ModelReply reply(StopReason stop, Content... content) {
        return ModelReply.of(
                new AssistantMessage(List.of(requireNonNull(content, "content")), ORIGIN),
                requireNonNull(stop, "stop"),
                Usage.of(10, 5));
    }

    /**
     * Makes a tool call. Its id follows from its name and arguments.
     *
     * @param tool the name of the tool
     * @param arguments names and values in turn; values are texts, numbers, booleans, lists or maps
     * @return the call
     * @throws IllegalArgumentException if a name has no value
     */
    static ToolCall call(String tool, Object... arguments) {
        requireNonNull(arguments, "arguments");
        requireNonNull(tool, "tool");
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "arguments are names and values in turn; " + arguments[arguments.length - 1] + " has no value");
        }
        ObjectNode json = JsonText.object();
        for (int i = 0; i < arguments.length; i += 2) {
            json.set(arguments[i].toString(), JsonText.tree(arguments[i + 1]));
        }
        String text = json.toString();
        return ToolCall.of(tool + "-" + Integer.toHexString(text.hashCode()), tool, text);
    }

    /**
     * Goes on with other steps once this model gave so many answers in a conversation.
     *
     * @param answers how many, at least 0
     * @param steps the steps from then on; the last is repeated
     * @return the model
     */
    default ScriptedModel then(int answers, ScriptedModel... steps) {
        List<ScriptedModel> rest = List.of(steps);
        if (rest.isEmpty() || answers < 0) {
            throw new IllegalArgumentException("at least one step goes on, after 0 answers or more, not " + answers);
        }
        return request -> {
            int position = position(request);
            return position < answers
                    ? answer(request)
                    : rest.get(Math.min(position - answers, rest.size() - 1)).answer(request);
        };
    }

    /**
     * Lets another model answer some requests, and this one all others.
     *
     * @param requests those the other one answers
     * @param other the other model
     * @return the model
     */
    default ScriptedModel when(Predicate<ModelRequest> requests, ScriptedModel other) {
        requireNonNull(requests, "requests");
        requireNonNull(other, "other");
        return request -> requests.test(request) ? other.answer(request) : answer(request);
    }

    /**
     * {@return how many answers of the model a request holds already}
     *
     * @param request a request
     */
    static int position(ModelRequest request) {
        return (int) requireNonNull(request, "request").messages().stream()
                .filter(AssistantMessage.class::isInstance)
                .count();
    }

    /**
     * {@return the text of the first user message of a request, empty when there is none}
     *
     * @param request a request
     */
    static String opening(ModelRequest request) {
        return requireNonNull(request, "request").messages().stream()
                .filter(UserMessage.class::isInstance)
                .map(Message::text)
                .findFirst()
                .orElse("");
    }

    /**
     * {@return the texts of all messages after the model's last answer, one per line}
     *
     * @param request a request
     */
    static String news(ModelRequest request) {
        requireNonNull(request, "request");
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
