/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import static java.util.Objects.requireNonNull;

import dev.helix.api.AgentName;
import dev.helix.api.HelixException;
import dev.helix.api.ModelCallId;
import dev.helix.api.model.EngineEndpoint;
import dev.helix.api.model.EngineEndpoint.Kind;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.QuotaExhaustedException;
import dev.helix.api.model.TransientModelException;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.SessionEvents.ModelSwitched;
import dev.helix.api.session.SessionEvents.ModelSwitched.Reason;
import dev.helix.api.session.SwitchPath;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one agent's models: who answers, what it gets to read, and who stands in for it. Confined to the thread of
 * the agent's turn.
 *
 * <p>It remembers who answered last, and nothing else of a switch: the next request is projected from the raw history,
 * wherever the conversation has been in between.
 */
final class ModelCaller {
    private final AgentName agent;
    private final InstantSource clock;
    private final EventSink sink;
    private @Nullable AnsweringModel last;
    private @Nullable ModelId lastOfTurn;
    private @Nullable ModelId restored;

    ModelCaller(AgentName agent, InstantSource clock, EventSink sink) {
        this.agent = agent;
        this.clock = clock;
        this.sink = sink;
    }

    /** Takes up an earlier conversation. */
    void restore(Optional<ModelId> ofTurn, Optional<ModelId> answering) {
        lastOfTurn = ofTurn.orElse(null);
        restored = answering.orElse(null);
    }

    /** An answer and who gave it. */
    record Answer(ModelId model, ModelReply reply) {}

    /** Starts the calls of a turn. */
    Turn turn(TurnModels models) {
        return new Turn(models);
    }

    /** The calls of one turn. */
    final class Turn {
        private final TurnModels models;
        private final Map<ModelId, ModelEngine> engines = new HashMap<>();
        private final Set<ModelId> outOfOrder = new HashSet<>();
        /** What was last projected: the first request of a turn is looked at before it is sent. */
        private @Nullable ProjectedCall projected;

        private Turn(TurnModels models) {
            this.models = models;
        }

        /**
         * Lets the model of the turn take over with the user's message, or changes nothing.
         *
         * @throws HelixException if the model cannot take over: its engine cannot be opened, or the history not be sent
         */
        void begin(ModelRequest raw, Runnable message) {
            AnsweringModel next = answering(models.model());
            if (restored != null) {
                last = before(restored);
                restored = null;
            }
            if (last != null && last.pathTo(next) != SwitchPath.NONE) {
                Reason reason = next.model().equals(lastOfTurn) ? Reason.RETURNED : Reason.REQUESTED;
                switched(last, next, reason, projected(models.model(), raw));
            }
            message.run();
            last = next;
            lastOfTurn = next.model();
        }

        /**
         * Makes a call, with its start and its end on record. When the model is out of order the next of the fallbacks
         * answers, and goes on answering in its place until the turn ends.
         *
         * @param raw the request as it stands in the history
         * @throws HelixException if the model refused, or everybody was out of order; then it is the failure of the first
         *     that was asked, and those of the others are suppressed in it
         */
        Answer call(ModelId wanted, ModelRequest raw) throws InterruptedException {
            Reason reason = wanted.equals(models.model()) ? Reason.RETURNED : Reason.ROUTED;
            HelixException outage = null;
            for (ModelId model : candidates(wanted)) {
                try {
                    return new Answer(model, attempt(model, raw, model.equals(wanted) ? reason : Reason.FALLBACK));
                } catch (HelixException failure) {
                    if (outage == null && !isOutage(failure)) {
                        throw failure;
                    }
                    outOfOrder.add(model);
                    if (outage == null) {
                        outage = failure;
                    } else if (outage != failure) {
                        outage.addSuppressed(failure);
                    }
                }
            }
            throw requireNonNull(outage, "outage");
        }

        /** {@return who may answer, in the order to be tried, not empty} */
        private List<ModelId> candidates(ModelId wanted) {
            Set<ModelId> all = new LinkedHashSet<>(List.of(wanted));
            all.addAll(models.routes().fallbacks());
            all.removeAll(outOfOrder);
            return all.isEmpty() ? List.of(wanted) : List.copyOf(all);
        }

        private ModelReply attempt(ModelId model, ModelRequest raw, Reason reason) throws InterruptedException {
            AnsweringModel next = answering(model);
            ProjectedCall call = projected(model, raw);
            if (last != null && last.pathTo(next) != SwitchPath.NONE) {
                switched(last, next, reason, call);
            }
            last = next;
            return recorded(model, call);
        }

        /** Finds where a model answered in an earlier process; one that is not to be had any more was elsewhere. */
        private AnsweringModel before(ModelId model) {
            try {
                return answering(model);
            } catch (HelixException gone) {
                return new AnsweringModel(model, new EngineEndpoint(model.provider(), "gone", "gone", Kind.SERVICE));
            }
        }

        private ProjectedCall projected(ModelId model, ModelRequest raw) {
            if (projected == null || !projected.isOf(engine(model), raw)) {
                projected = ProjectedCall.of(engine(model), raw);
            }
            return projected;
        }

        private AnsweringModel answering(ModelId model) {
            return new AnsweringModel(model, engine(model).endpoint());
        }

        private ModelEngine engine(ModelId model) {
            return engines.computeIfAbsent(model, models.engines());
        }
    }

    /** {@return whether another model may help where this one failed} */
    private static boolean isOutage(HelixException failure) {
        return failure instanceof TransientModelException || failure instanceof QuotaExhaustedException;
    }

    private void switched(AnsweringModel from, AnsweringModel to, Reason reason, ProjectedCall call) {
        sink.event(agent, ModelSwitched.of(from.model(), to.model(), from.pathTo(to), reason, call.report()));
    }

    /** Makes a call with its start and its end on record. */
    private ModelReply recorded(ModelId model, ProjectedCall call) throws InterruptedException {
        ModelCallId id = sink.nextModelCall();
        Instant start = clock.instant();
        ProgressListener listener = new ProgressListener(agent, id, sink);
        sink.event(agent, CallEvents.ModelCallStarted.of(id, model));
        String failure = "internal-defect";
        try {
            ModelReply reply = call.make(listener);
            failure = "";
            sink.event(agent, CallEvents.ModelCallFinished.of(id, reply.stop(), reply.usage(), since(start)));
            return reply;
        } catch (HelixException failed) {
            failure = failed.code();
            throw failed;
        } catch (InterruptedException interrupted) {
            failure = "turn-cancelled";
            throw interrupted;
        } finally {
            if (!failure.isEmpty()) {
                sink.event(agent, CallEvents.ModelCallFailed.of(id, failure, since(start)));
            }
        }
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
