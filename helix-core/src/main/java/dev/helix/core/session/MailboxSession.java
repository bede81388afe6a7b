/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import static java.util.Objects.requireNonNull;

import dev.helix.api.AgentName;
import dev.helix.api.HelixException;
import dev.helix.api.InternalDefectException;
import dev.helix.api.Registration;
import dev.helix.api.SessionId;
import dev.helix.api.message.Message;
import dev.helix.api.model.ModelId;
import dev.helix.api.scope.PathRules;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.LimitReachedException;
import dev.helix.api.session.Reply;
import dev.helix.api.session.ResumeSpec;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SessionListener;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.TurnHandle;
import dev.helix.api.session.UserTurn;
import dev.helix.api.tool.Tool;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.core.agent.Agent;
import dev.helix.core.agent.AgentSpec;
import dev.helix.core.agent.AgentTurn;
import dev.helix.core.agent.Toolbox;
import dev.helix.core.delivery.DeliveryPlan;
import dev.helix.core.delivery.DeliveryTools;
import dev.helix.core.delivery.WorkArea;
import dev.helix.core.scope.ScopeLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session that runs its turns one at a time, in the order they were submitted.
 *
 * <p><b>Threads.</b> Submitting only puts a turn into the mailbox. Whoever finds the mailbox idle starts one task on
 * the executor, which empties it and ends.
 *
 * <p><b>Closing.</b> Whoever comes last, {@link #close()} or the turn it cancelled, gives up the journal; so closing is
 * bounded and may be called from anywhere, a listener or tool of this very session included.
 *
 * <p><b>Failure.</b> A turn that fails ends with a typed error on its handle and a {@code TurnFailed} event; the next
 * turn starts from the same conversation.
 */
final class MailboxSession implements Session {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxSession.class);

    private final SessionId id;
    private final SessionEnvironment environment;
    private final EventLog log;
    private final WorkArea area;
    private final Agent agent;
    private final TurnRunner turns;
    private final Consumer<MailboxSession> onClose;
    private final ModelId firstModel;
    private final Mailbox mailbox;
    private final AtomicBoolean finished = new AtomicBoolean();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    /** Creates a session; {@code onClose} is run once, when it ended. */
    static MailboxSession create(
            SessionId id, SessionSpec spec, SessionEnvironment shared, Consumer<MailboxSession> onClose) {
        SessionEnvironment own = shared.with(spec);
        ModelId model = own.engines().choose(spec.model(), Optional.empty());
        EventLog log = own.openLog(id, Optional.empty());
        return closingOnFailure(log, () -> {
            MailboxSession session = new MailboxSession(spec, own, model, log, onClose);
            log.event(AgentName.CODER, Resumption.created(spec, model));
            log.force();
            return session;
        });
    }

    /** Takes up a session that is closed; {@code onClose} is run once, when it ended again. */
    static MailboxSession resume(
            SessionId id, ResumeSpec again, SessionEnvironment shared, Consumer<MailboxSession> onClose) {
        Resumption resumption = Resumption.of(id, again, shared);
        EventLog log = resumption.log();
        return closingOnFailure(log, () -> {
            SessionSpec spec = resumption.spec();
            SessionEnvironment own = resumption.environment();
            ModelId model = own.engines().choose(spec.model(), Optional.empty());
            own.engines().open(model, id, Optional.empty());
            MailboxSession session = new MailboxSession(spec, own, model, log, onClose);
            SessionState state = resumption.settle(session.area);
            AgentState coder = state.agent(AgentName.CODER);
            session.agent.restore(coder.messages(), coder.ofTurn(), coder.answering());
            state.requested().forEach(earlier -> session.mailbox.restore(QueuedTurn.of(earlier)));
            return session;
        });
    }

    private static MailboxSession closingOnFailure(EventLog log, Supplier<MailboxSession> opening) {
        try {
            return opening.get();
        } catch (RuntimeException | Error refused) {
            log.close();
            throw refused;
        }
    }

    private MailboxSession(
            SessionSpec spec,
            SessionEnvironment own,
            ModelId firstModel,
            EventLog log,
            Consumer<MailboxSession> onClose) {
        this.id = log.session();
        this.environment = own;
        this.onClose = onClose;
        this.firstModel = firstModel;
        this.mailbox = new Mailbox(id);
        this.log = log;
        this.turns = new TurnRunner(environment, log);
        spec.listener().ifPresent(log::subscribe);
        DeliveryPlan plan = DeliveryPlan.builder(id, spec.directory())
                .scope(new ScopeLock(PathRules.EVERYTHING))
                .verification(spec.verification())
                .request(this::request)
                .build();
        this.area = new WorkArea(plan, environment.work(), log);
        this.agent = new Agent(agentSpec(spec, area), environment.agents(), log);
    }

    private AgentSpec agentSpec(SessionSpec spec, WorkArea area) {
        List<Tool> tools = new ArrayList<>(environment.tools());
        area.repository().ifPresent(repository -> {
            tools.addAll(StandardTools.repository(repository, log));
            tools.add(DeliveryTools.complete(repository.pipeline()));
        });
        tools.addAll(spec.tools());
        return new AgentSpec(
                id,
                Optional.empty(),
                AgentName.CODER,
                0,
                CoderInstructions.TEXT,
                Toolbox.of(tools),
                area::workspace,
                names -> area.reportChanges(AgentName.CODER, names));
    }

    /** {@return what the user says in the turn that runs, empty when it holds no text} */
    private Optional<String> request() {
        return mailbox.running().map(turn -> turn.turn().message().text()).filter(text -> !text.isBlank());
    }

    @Override
    public SessionId id() {
        return id;
    }

    @Override
    public ModelId model() {
        return mailbox.named().orElseGet(this::currentModel);
    }

    @Override
    public TurnHandle submit(UserTurn turn) {
        requireNonNull(turn, "turn");
        Optional<QueuedTurn> earlier = mailbox.sentBefore(turn);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Optional<ModelId> named =
                turn.model().map(name -> environment.engines().choose(Optional.of(name), Optional.of(model())));
        // A key that is missing is told now, to the caller, and keeps the turn out of the mailbox.
        named.ifPresent(wanted -> environment.engines().open(wanted, id, Optional.empty()));
        Mailbox.Added added = mailbox.add(turn, () -> new QueuedTurn(log.nextTurn(), turn, named, this::cancelQueued));
        if (added.wasIdle()) {
            start();
        }
        return added.turn();
    }

    /** {@return the model that answers from now on, unless a turn names another} */
    private ModelId currentModel() {
        return agent.model().orElse(firstModel);
    }

    private void start() {
        try {
            environment.agents().executor().execute(() -> emptyMailbox(this::run));
        } catch (RejectedExecutionException rejected) {
            LimitReachedException refused =
                    new LimitReachedException("the executor of this Helix instance took no turn of session " + id
                            + ": it is full or shut down; pass one that has a thread for every turn");
            refused.addSuppressed(rejected);
            emptyMailbox(turn -> fail(turn, refused));
        }
    }

    private void emptyMailbox(Consumer<QueuedTurn> action) {
        for (Optional<QueuedTurn> turn = mailbox.next(); turn.isPresent(); turn = mailbox.next()) {
            action.accept(turn.get());
        }
        if (mailbox.isDone()) {
            try {
                finish();
            } catch (RuntimeException failure) {
                LOG.warn("the journal of session {} could not be closed", id, failure);
            }
        }
    }

    private void run(QueuedTurn turn) {
        try {
            long start = log.size();
            Optional<MergeOutcome.Merged> before = merged();
            UserTurn said = turn.turn();
            ModelId model = turn.model().orElseGet(this::currentModel);
            AgentTurn answer = turns.run(
                    agent,
                    turn.id(),
                    SessionEvents.TurnStarted.of(model, said.requestId(), said.model()),
                    said.message(),
                    turn.work());
            log.force();
            Reply reply = Reply.builder(turn.id(), answer.model())
                    .text(answer.text())
                    .usage(answer.usage())
                    .delivery(delivery(start, before))
                    .build();
            log.afterNotifying(() -> turn.reply().complete(reply));
        } catch (InterruptedException cancelled) {
            end(turn, TurnRunner.cancelledError());
        } catch (HelixException failure) {
            end(turn, failure);
        } catch (RuntimeException | Error defect) {
            LOG.error("the end of a turn of session {} failed unexpectedly", id, defect);
            end(turn, new InternalDefectException(defect));
        }
    }

    /** Ends a turn whose end is on record. */
    private void end(QueuedTurn turn, HelixException failure) {
        try {
            log.force();
        } catch (RuntimeException journal) {
            LOG.warn("the end of a turn of session {} could not be made durable", id, journal);
        }
        log.afterNotifying(() -> turn.reply().fail(failure));
    }

    /** Ends a turn that never began. */
    private void fail(QueuedTurn turn, HelixException failure) {
        turns.failed(AgentName.CODER, turn.id(), failure);
        end(turn, failure);
    }

    /** Takes a cancelled turn out of the mailbox; one that is running ends by itself. */
    private void cancelQueued(QueuedTurn turn) {
        if (mailbox.remove(turn)) {
            fail(turn, TurnRunner.cancelledError());
        }
    }

    /** {@return how the turn's last merge ended; the binding knows of one that could not be journalled} */
    private Optional<MergeOutcome> delivery(long afterSequence, Optional<MergeOutcome.Merged> before) {
        Optional<MergeOutcome.Merged> landed = merged();
        return landed.isPresent() && !landed.equals(before)
                ? landed.map(MergeOutcome.class::cast)
                : log.lastMerge(afterSequence);
    }

    private Optional<MergeOutcome.Merged> merged() {
        return area.repository()
                .flatMap(repository -> repository.bindings().latest())
                .flatMap(WorktreeBinding::merged);
    }

    @Override
    public List<Message> history() {
        return agent.messages();
    }

    @Override
    public List<SessionEvent> events(long fromSequence) {
        return log.events(fromSequence);
    }

    @Override
    public List<SessionEvent> events(long fromSequence, int limit) {
        return log.events(fromSequence, limit);
    }

    @Override
    public List<BindingInfo> bindings() {
        return area.repository().flatMap(repository -> repository.bindings().current()).stream()
                .map(binding -> binding.info())
                .toList();
    }

    @Override
    public Optional<SavedRef> abandon() throws InterruptedException {
        Optional<WorktreeBinding> binding =
                area.repository().flatMap(repository -> repository.bindings().current());
        if (binding.isEmpty()) {
            return Optional.empty();
        }
        SavedRef saved = binding.get().abandon();
        log.event(
                AgentName.CODER,
                DeliveryEvents.WorktreeAbandoned.of(binding.get().info().id(), saved));
        return Optional.of(saved);
    }

    @Override
    public Registration subscribe(SessionListener listener) {
        return log.subscribe(listener);
    }

    @Override
    public void close() {
        stop();
        if (!BoundedWait.await(ended)) {
            LOG.warn("session {} is still ending its last turn; it closes itself after it", id);
        }
    }

    /** Takes no more turns and cancels those it has, without waiting for them. */
    void stop() {
        mailbox.close();
        if (mailbox.isDone()) {
            finish();
        }
    }

    /** Releases the journal, once, by close() or by the turn that was running then. */
    private void finish() {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        try {
            log.close();
        } finally {
            onClose.accept(this);
            ended.complete(true);
        }
    }
}
