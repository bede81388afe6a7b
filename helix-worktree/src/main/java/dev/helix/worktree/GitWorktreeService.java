/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static java.util.Objects.requireNonNull;

import dev.helix.api.Limits;
import dev.helix.api.SessionId;
import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.CommandStreams;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.RepositoryInfo;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.worktree.binding.Binder;
import dev.helix.worktree.binding.GitBinding;
import dev.helix.worktree.binding.Reopener;
import dev.helix.worktree.checkout.Workspaces;
import dev.helix.worktree.git.Git;
import dev.helix.worktree.merge.Landing;
import dev.helix.worktree.repository.GitRepository;
import dev.helix.worktree.repository.Identity;
import dev.helix.worktree.repository.Inspector;
import dev.helix.worktree.repository.Repository;
import dev.helix.worktree.repository.RepositoryLock.Action;
import dev.helix.worktree.repository.SharedRepository;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Binds sessions to worktrees. Thread-safe. */
final class GitWorktreeService implements WorktreeService {
    private final Tools tools;
    /** A session asking twice at once gets the same binding twice; others rarely meet at the same lock. */
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, GitBinding> bindings = new LinkedHashMap<>();
    private final Map<Path, SharedRepository> repositories = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** What the service works with; {@code processes} is closed with it. */
    record Tools(
            Git git,
            Inspector inspector,
            Binder binder,
            Reopener reopener,
            List<Path> agentFolders,
            Optional<Identity> identity,
            InstantSource clock,
            Workspaces workspaces,
            AutoCloseable processes) {}

    /** A session has at most one open binding per checkout. */
    private record Key(SessionId session, Path root) {}

    GitWorktreeService(Tools tools) {
        this.tools = tools;
    }

    @Override
    public RepositoryInfo inspect(Path projectRoot) {
        try {
            return inspected(projectRoot).info();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorktreeStateException("interrupted while " + projectRoot + " was inspected; ask again", e);
        }
    }

    @Override
    public WorktreeBinding bind(BindRequest request) throws InterruptedException {
        requireOpen();
        Repository repository = inspected(requireNonNull(request, "request").projectRoot());
        Key key = new Key(request.session(), repository.root());
        return alone(key, () -> {
            Optional<GitBinding> open = latest(key).filter(binding -> !binding.ended());
            return open.isPresent() ? open.get() : add(key, tools.binder().bind(request, access(repository)));
        });
    }

    @Override
    public WorktreeBinding reopen(BindingInfo info, Limits limits) throws InterruptedException {
        requireOpen();
        requireNonNull(limits, "limits");
        tools.reopener().requireOurs(requireNonNull(info, "info"));
        Repository repository = tools.inspector().inspect(info.repository(), info.baseBranch(), info.base());
        Key key = new Key(info.session(), repository.root());
        return alone(key, () -> {
            Optional<GitBinding> known = latest(key);
            if (known.isPresent()
                    && known.get().info().equals(info)
                    && !known.get().abandoned()) {
                return known.get();
            }
            requireEnded(known, info);
            return add(key, tools.reopener().reopen(info, limits, access(repository)));
        });
    }

    private static void requireEnded(Optional<GitBinding> known, BindingInfo info) {
        known.filter(binding -> !binding.ended()).ifPresent(open -> {
            throw new WorktreeStateException(
                    "session " + info.session() + " has the open binding "
                            + open.info().id() + " in " + info.worktree() + " already, so " + info.id()
                            + " cannot be taken up; merge or abandon that one first",
                    null);
        });
    }

    /** Makes the binding of a key while nobody else does. */
    private GitBinding alone(Key key, Action<GitBinding> making) throws InterruptedException {
        ReentrantLock one = locks[Math.floorMod(key.hashCode(), locks.length)];
        one.lockInterruptibly();
        try {
            return making.run();
        } finally {
            one.unlock();
        }
    }

    @Override
    public List<MergeOutcome.Blocked> blockers(Path projectRoot) throws InterruptedException {
        requireOpen();
        GitRepository repository = access(inspected(projectRoot));
        return new Landing(repository, tools.agentFolders()).blocked().stream().toList();
    }

    @Override
    public CommandResult runReadOnly(Path projectRoot, Command command, CommandStreams streams, Limits limits)
            throws InterruptedException {
        requireOpen();
        Workspaces within = tools.workspaces().within(requireNonNull(limits, "limits"));
        requireNonNull(command, "command");
        requireNonNull(streams, "streams");
        return within.runReadOnly(access(inspected(projectRoot)), command, streams);
    }

    private Repository inspected(Path projectRoot) throws InterruptedException {
        return tools.inspector().inspect(requireNonNull(projectRoot, "projectRoot"));
    }

    private Optional<GitBinding> latest(Key key) {
        lock.lock();
        try {
            return Optional.ofNullable(bindings.get(key));
        } finally {
            lock.unlock();
        }
    }

    private GitBinding add(Key key, GitBinding binding) {
        lock.lock();
        try {
            // Removed first, so that it comes last in the order of making.
            bindings.remove(key);
            bindings.put(key, binding);
            return binding;
        } finally {
            lock.unlock();
        }
    }

    private GitRepository access(Repository facts) {
        SharedRepository shared =
                repositories.computeIfAbsent(facts.commonDir(), directory -> new SharedRepository(facts, tools.git()));
        Identity identity = tools.identity().orElseGet(() -> Identity.configured(facts.settings()));
        return new GitRepository(facts, tools.git(), shared, identity, tools.clock());
    }

    @Override
    public List<WorktreeBinding> bindings(SessionId session) {
        requireNonNull(session, "session");
        lock.lock();
        try {
            bindings.values().removeIf(GitBinding::ended);
            List<WorktreeBinding> open = new ArrayList<>();
            for (GitBinding one : bindings.values()) {
                if (one.info().session().equals(session)) {
                    open.add(one);
                }
            }
            return List.copyOf(open);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            tools.processes().close();
        } catch (Exception e) {
            throw new WorktreeStateException("the processes of the worktree service could not be ended", e);
        } finally {
            repositories.values().forEach(SharedRepository::close);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new WorktreeStateException("the worktree service is closed; open another one to bind", null);
        }
    }
}
