/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.AgentName;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.Manager;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.model.ModelId;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.session.LimitReachedException;
import dev.helix.api.session.SessionClosedException;
import dev.helix.api.worktree.RepositoryInfo;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.core.delivery.DeliveryPlan;
import dev.helix.core.delivery.WorkArea;
import dev.helix.core.scope.ScopeLock;
import dev.helix.core.session.EventLog;
import dev.helix.core.session.SessionEnvironment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/** A manager that takes on the tasks of one Helix instance and runs them on its executor. Thread-safe. */
public final class LocalManager implements Manager, AutoCloseable {
    private final SessionEnvironment ground;
    private final Map<SessionId, TaskRun> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Starts without tasks. */
    public LocalManager(SessionEnvironment ground) {
        this.ground = ground;
    }

    @Override
    public ManagedTask submit(TaskRequest request, TaskHost host) {
        if (closed) {
            throw closedError();
        }
        TaskPlan plan = plan(request, host);
        EventLog log = ground.openLog(plan.session());
        TaskRounds rounds;
        try {
            rounds = rounds(plan, log);
        } catch (RuntimeException | Error refused) {
            log.close();
            throw refused;
        }
        log.subscribe(host);
        TaskRun task = new TaskRun(plan, rounds, () -> end(plan.session(), log));
        open.put(plan.session(), task);
        start(task);
        return task;
    }

    /** Starts a task; one that cannot start ends at once, in the ordinary way. */
    private void start(TaskRun task) {
        // close() may have gone through the open tasks just before this one was among them.
        if (closed) {
            task.stop();
        }
        try {
            ground.agents().executor().execute(task::run);
        } catch (RejectedExecutionException rejected) {
            task.stop();
            task.run();
            if (closed) {
                throw closedError();
            }
            LimitReachedException refused =
                    new LimitReachedException("the executor of this Helix instance took no task: it"
                            + " is full or shut down; pass one that has a thread for every task");
            refused.addSuppressed(rejected);
            throw refused;
        }
    }

    private static SessionClosedException closedError() {
        return new SessionClosedException("this Helix instance is closed; build a new one");
    }

    private void end(SessionId session, EventLog log) {
        open.remove(session);
        log.close();
    }

    private TaskRounds rounds(TaskPlan plan, EventLog log) {
        ScopeBaseline locked = plan.baseline();
        ScopeLock scope = new ScopeLock(locked.paths());
        DeliveryPlan delivery = DeliveryPlan.builder(
                        plan.session(), plan.repository().root())
                .scope(scope)
                .verification(locked.verification())
                .trailers(Map.of("Helix-Baseline", locked.hash()))
                .deliverer(AgentName.MANAGER)
                .request(() -> Optional.of(locked.request()))
                .task(
                        new TaskId(plan.session().value()),
                        () -> locked.toBuilder().paths(scope.rules()).build())
                .build();
        WorkArea area = new WorkArea(delivery, ground.work(), log);
        WorkArea.Repository repository = area.repository()
                .orElseThrow(() -> new IllegalStateException("a planned task always has a worktree service"));
        return new TaskRounds(plan, area, repository, log);
    }

    private TaskPlan plan(TaskRequest request, TaskHost host) {
        Path directory = request.repository()
                .orElseThrow(() ->
                        new InvalidRequestException("the task names no repository; call TaskRequest.in(directory)"));
        if (request.verification().isEmpty()) {
            throw new InvalidRequestException("the task names no verification command, so nothing could prove that it"
                    + " is done; call TaskRequest.verifyWith(\"mvn\", \"-q\", \"test\") or the like");
        }
        WorktreeService worktrees = ground.work()
                .worktrees()
                .orElseThrow(() -> new InvalidRequestException(
                        "managed tasks need worktrees; call Helix.builder().worktrees(GitWorktrees.create())"));
        ModelId model = ground.engines().choose(request.model());
        RepositoryInfo repository = worktrees.inspect(directory);
        SessionId session = ground.ids().get();
        // A missing key is told now, to the caller, and not to the first agent.
        ground.engines().open(model, session);
        return new TaskPlan(session, repository, baseline(request, repository), model, host, ground);
    }

    private static ScopeBaseline baseline(TaskRequest request, RepositoryInfo repository) {
        // People paste absolute paths of their own checkout.
        String text = request.text().replace(repository.root() + "/", "");
        PathRules read = ScopeReader.read(text, name -> exists(repository.root(), name));
        PathRules added = request.extraPaths();
        return ScopeBaseline.builder(request.text(), sha256(request.text()))
                .paths(PathRules.of(both(read.allow(), added.allow()), both(read.deny(), added.deny()))
                        .allowing(added.granted()))
                .verification(request.verification())
                .build();
    }

    private static boolean exists(Path root, String name) {
        try {
            return Files.exists(root.resolve(name));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private static List<String> both(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            // Every Java platform is required to provide SHA-256.
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Optional<ManagedTask> find(SessionId session) {
        return Optional.ofNullable(open.get(session));
    }

    @Override
    public void close() {
        closed = true;
        List<TaskRun> all = List.copyOf(open.values());
        // All are told first, so that they end side by side.
        all.forEach(TaskRun::stop);
        all.forEach(TaskRun::close);
    }
}
