/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core;

import dev.helix.api.journal.JournalStore;
import dev.helix.api.manager.Manager;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.session.Sessions;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.core.agent.AgentEnvironment;
import dev.helix.core.agent.ModelRoutes;
import dev.helix.core.agent.ThreadScheduler;
import dev.helix.core.delivery.WorkArea;
import dev.helix.core.manager.LocalManager;
import dev.helix.core.session.Engines;
import dev.helix.core.session.LocalSessions;
import dev.helix.core.session.RandomSessionIds;
import dev.helix.core.session.SessionEnvironment;
import dev.helix.core.session.StandardTools;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An assembled orchestrator: sessions, managed tasks, and what they run on. Thread-safe.
 *
 * <p>A host builds as many instances as it likes; they share nothing. {@link #close()} ends every turn, task, thread
 * and child process of the instance; worktrees and branches of unfinished work stay on disk.
 */
public final class Helix implements AutoCloseable {
    private static final long CLOSE_SECONDS = 30;

    private final LocalSessions sessions;
    private final LocalManager manager;
    private final List<EngineFactory> engines;
    private final Optional<WorktreeService> worktrees;
    private final Optional<JournalStore> ownJournals;
    private final ThreadScheduler timers;
    private final Optional<ExecutorService> ownExecutor;
    private final AtomicBoolean closed = new AtomicBoolean();

    Helix(HelixBuilder builder) {
        this.engines = List.copyOf(builder.engines);
        Engines catalogue = new Engines(
                engines,
                new Engines.Settings(
                        builder.credentials,
                        builder.retries,
                        builder.defaultModel,
                        builder.limits.concurrentModelCalls(),
                        builder.models));
        ModelRoutes routes = catalogue.routes(builder.routing);
        JournalStore journals = builder.journals.orElseGet(builder::ownJournals);
        this.ownJournals = builder.journals.isPresent() ? Optional.empty() : Optional.of(journals);
        // The first to own threads, so nothing before it has to be closed again when it fails.
        this.worktrees = builder.worktrees.map(factory -> factory.open(builder.home(), builder.clock, builder.limits));
        this.timers = new ThreadScheduler();
        ExecutorService executor = builder.executor.orElseGet(WorkerThreads::create);
        this.ownExecutor = builder.executor.isPresent() ? Optional.empty() : Optional.of(executor);
        AgentEnvironment agents = new AgentEnvironment(executor, builder.clock, builder.limits);
        WorkArea.Shared work = new WorkArea.Shared(worktrees, builder.reviewers, builder.limits, builder.clock);
        SessionEnvironment environment = new SessionEnvironment(
                catalogue,
                agents,
                work,
                StandardTools.work(builder.limits),
                journals,
                new RandomSessionIds(new SecureRandom()),
                timers,
                routes);
        this.sessions = new LocalSessions(environment);
        this.manager = new LocalManager(environment);
    }

    /** Starts an assembly; see {@link HelixBuilder} for what can be set and the defaults. */
    public static HelixBuilder builder() {
        return new HelixBuilder();
    }

    /** {@return the plain sessions, the same object always} */
    public Sessions sessions() {
        return sessions;
    }

    /** {@return the Manager, the same object always} */
    public Manager manager() {
        return manager;
    }

    /**
     * Ends everything the instance started and waits for it, at most some minutes; an executor passed by the host stays
     * open. Idempotent; may be called from any thread, a listener or tool of this instance included, which is then
     * waited for after it returned.
     *
     * @throws dev.helix.api.HelixException if something could not be closed; everything else is closed all the same
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        List<Runnable> steps = new ArrayList<>(List.of(manager::close, sessions::close, timers::close));
        ownExecutor.ifPresent(executor -> steps.add(() -> stop(executor)));
        worktrees.ifPresent(service -> steps.add(service::close));
        ownJournals.ifPresent(journals -> steps.add(journals::close));
        engines.forEach(engine -> steps.add(engine::close));
        steps.add(RecordMethodCache::release);
        runAll(steps);
    }

    /** Takes every step, whatever the others do, and throws what went wrong first. */
    private static void runAll(List<Runnable> steps) {
        RuntimeException first = null;
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static void stop(ExecutorService executor) {
        executor.shutdownNow();
        try {
            executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
