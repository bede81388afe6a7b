/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.AgentName;
import dev.helix.api.TurnId;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.api.session.LimitReachedException;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.workspace.Workspace;
import dev.helix.core.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The loop of model call and tool calls for one agent, turn by turn, over one growing history.
 *
 * <p><b>Threads.</b> One turn at a time, on the caller's thread; tool calls of one message run side by side on the
 * executor. Interrupting the caller ends model call and tool calls.
 *
 * <p><b>Failure.</b> However a turn ends, every tool call in the history is answered, so that the next turn starts
 * from a conversation that providers accept.
 */
public final class Agent {
    /** A message that was cut is asked to go on this often per turn; more is a model that never finishes. */
    private static final int CONTINUATIONS = 3;

    private static final String CONTINUE =
            "Your message was cut at the output limit. Go on from there, in smaller steps.";

    private final AgentSpec spec;
    private final AgentEnvironment environment;
    private final EventSink sink;
    private final ToolExecutor tools;
    private final ModelCaller caller;
    private final History history = new History();
    private volatile @Nullable ModelId model;

    /** Creates an agent with an empty history. */
    public Agent(AgentSpec spec, AgentEnvironment environment, EventSink sink) {
        this.spec = spec;
        this.environment = environment;
        this.sink = sink;
        this.tools = new ToolExecutor(spec, environment, sink);
        this.caller = new ModelCaller(spec.name(), environment.clock(), sink);
    }

    /**
     * Takes up an earlier conversation; before the first turn.
     *
     * @param messages the conversation so far
     * @param ofTurn the model of its latest turn
     * @param answering the model that was asked last
     */
    public void restore(List<Message> messages, Optional<ModelId> ofTurn, Optional<ModelId> answering) {
        messages.forEach(history::append);
        caller.restore(ofTurn, answering);
    }

    /** {@return who this is} */
    public AgentName name() {
        return spec.name();
    }

    /** {@return its view of the files as it is now} */
    public Workspace workspace() {
        return spec.workspace().get();
    }

    /** {@return the model of the last turn whose message became part of the conversation} */
    public Optional<ModelId> model() {
        return Optional.ofNullable(model);
    }

    /** {@return the conversation so far} */
    public List<Message> messages() {
        return history.messages();
    }

    /**
     * Runs one turn to its end. When its model cannot take over, neither model nor conversation change.
     *
     * @throws LimitReachedException if the turn takes too many model calls, or goes round in circles
     * @throws dev.helix.api.model.ModelException if a model call failed for good
     * @throws InterruptedException if the turn was cancelled
     */
    public AgentTurn run(TurnId turn, UserMessage message, TurnModels models) throws InterruptedException {
        ModelCaller.Turn calls = caller.turn(models);
        ModelRequest request = request(with(message), models);
        calls.begin(request, () -> add(message));
        model = models.model();
        RepetitionDetector repetition =
                new RepetitionDetector(environment.limits().repeatedCalls());
        Usage usage = Usage.NONE;
        int continuations = 0;
        ModelId wanted = models.model();
        for (int call = 1; call <= environment.limits().modelCallsPerTurn(); call++) {
            ModelCaller.Answer given = calls.call(wanted, request);
            ModelReply reply = given.reply();
            usage = usage.plus(reply.usage());
            AssistantMessage answer = ToolCallIds.unique(reply.message());
            add(answer);
            if (!answer.calls().isEmpty()) {
                if (answer(turn, answer.calls(), repetition)) {
                    return new AgentTurn(answer.text(), usage, given.model());
                }
            } else if (reply.stop() == StopReason.OUTPUT_LIMIT && continuations++ < CONTINUATIONS) {
                add(UserMessage.of(CONTINUE));
            } else if (reply.stop() != StopReason.PAUSED) {
                return new AgentTurn(answer.text(), usage, given.model());
            }
            wanted = reply.stop() == StopReason.PAUSED
                    ? wanted
                    : models.routes().after(answer).orElse(models.model());
            request = request(history.messages(), models);
        }
        throw new LimitReachedException(spec.name() + " did not finish within "
                + environment.limits().modelCallsPerTurn()
                + " model calls; raise Limits.modelCallsPerTurn or split the task");
    }

    /** Runs the calls, records the answers, and tells whether the turn is over. */
    private boolean answer(TurnId turn, List<ToolCall> calls, RepetitionDetector repetition)
            throws InterruptedException {
        ToolExecutor.Answers answers = tools.run(turn, calls, this::addAll);
        spec.afterTools().accept(calls.stream().map(ToolCall::name).collect(Collectors.toSet()));
        if (repetition.exceeded(calls, answers.messages())) {
            throw new LimitReachedException(spec.name() + " made the same tool calls with the same answers "
                    + environment.limits().repeatedCalls() + " times in a row; the turn was ended");
        }
        return answers.endsTurn();
    }

    private ModelRequest request(List<Message> messages, TurnModels models) {
        return ModelRequest.builder()
                .system(spec.instructions())
                .messages(messages)
                .tools(spec.toolbox().specs())
                .maxOutputTokens(environment.limits().outputTokensPerCall())
                .reasoning(models.routes().reasoning())
                .build();
    }

    private List<Message> with(Message message) {
        List<Message> all = new ArrayList<>(history.messages());
        all.add(message);
        return all;
    }

    /** Records a message; one that cannot be journalled was never said. */
    private void add(Message message) {
        sink.event(spec.name(), SessionEvents.MessageAdded.of(message));
        history.append(message);
    }

    /** Records answers; they count even if they cannot be journalled, since their calls were made. */
    private void addAll(List<ToolMessage> answers) {
        answers.forEach(history::append);
        answers.forEach(answer -> sink.event(spec.name(), SessionEvents.MessageAdded.of(answer)));
    }
}
