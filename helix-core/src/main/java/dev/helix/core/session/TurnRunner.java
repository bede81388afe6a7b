/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.AgentName;
import dev.helix.api.HelixException;
import dev.helix.api.InternalDefectException;
import dev.helix.api.TurnId;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelId;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.TurnCancelledException;
import dev.helix.core.agent.Agent;
import dev.helix.core.agent.AgentTurn;
import dev.helix.core.agent.CancellableTask;
import dev.helix.core.agent.TurnModels;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way a turn of any agent runs: within its time, with its start and exactly one end on record.
 *
 * <p>Thread-safe; a turn runs on the calling thread.
 */
public final class TurnRunner {
    private static final Logger LOG = LoggerFactory.getLogger(TurnRunner.class);

    private final SessionEnvironment environment;
    private final EventLog log;

    /** Runs turns that are reported to the given log. */
    public TurnRunner(SessionEnvironment environment, EventLog log) {
        this.environment = environment;
        this.log = log;
    }

    /**
     * Runs a turn nobody waits for by its own handle.
     *
     * @throws HelixException if the turn failed
     */
    public AgentTurn run(Agent agent, UserMessage message, ModelId model) throws InterruptedException {
        return run(agent, log.nextTurn(), SessionEvents.TurnStarted.of(model), message, new CancellableTask());
    }

    /**
     * Runs a turn that others may cancel.
     *
     * @throws HelixException if the turn failed; unexpected failures are wrapped
     * @throws InterruptedException if the turn was cancelled or the calling thread interrupted
     */
    AgentTurn run(Agent agent, TurnId turn, SessionEvents.TurnStarted start, UserMessage message, CancellableTask work)
            throws InterruptedException {
        AgentTurn answer;
        try {
            answer = work.run(
                    () -> {
                        log.turnStarted(agent.name(), turn, start);
                        return agent.run(turn, message, models(agent, start.model()));
                    },
                    environment.timers(),
                    environment.agents().limits().turnTime(),
                    "the turn");
        } catch (InterruptedException cancelled) {
            failed(agent.name(), turn, cancelledError());
            throw cancelled;
        } catch (HelixException failure) {
            failed(agent.name(), turn, failure);
            throw failure;
        } catch (RuntimeException | Error defect) {
            LOG.error("a turn of session {} failed unexpectedly", log.session(), defect);
            HelixException failure = new InternalDefectException(defect);
            failed(agent.name(), turn, failure);
            throw failure;
        }
        log.turnEnded(agent.name(), turn, SessionEvents.TurnFinished.of(answer.usage()));
        return answer;
    }

    private TurnModels models(Agent agent, ModelId model) {
        return new TurnModels(
                model,
                environment.routes(),
                wanted -> environment.engines().open(wanted, log.session(), Optional.of(agent.workspace())));
    }

    /** Records that a turn failed; when that cannot be recorded, the failure itself is still the one to be told. */
    void failed(AgentName agent, TurnId turn, HelixException failure) {
        EventBody end = SessionEvents.TurnFailed.of(failure.code(), String.valueOf(failure.getMessage()));
        try {
            log.turnEnded(agent, turn, end);
        } catch (RuntimeException journal) {
            LOG.warn("the end of a turn of session {} could not be journalled", log.session(), journal);
        }
    }

    static TurnCancelledException cancelledError() {
        return new TurnCancelledException(
                "the turn was cancelled before it ended; what was said until then is kept, say how to go on in another turn");
    }
}
