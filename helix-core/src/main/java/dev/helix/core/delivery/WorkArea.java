/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.AgentName;
import dev.helix.api.HelixException;
import dev.helix.api.Limits;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeCheck;
import dev.helix.api.worktree.RepositoryUnsuitableException;
import dev.helix.api.worktree.Reviewer;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.core.agent.EventSink;
import dev.helix.core.scope.ScopeCheck;
import dev.helix.core.scope.ScopeLock;
import dev.helix.core.scope.ScopeReviewer;
import dev.helix.core.workspace.ForwardingWorkspace;
import dev.helix.core.workspace.LocalFiles;
import dev.helix.core.workspace.ReadOnlyCheckout;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work area that the agents of one session share: the view of the files, the binding, the scope, the delivery
 * pipeline. Thread-safe.
 */
public final class WorkArea {
    private static final Logger LOG = LoggerFactory.getLogger(WorkArea.class);

    /** Tools after which the worktree may look different. */
    private static final Set<String> CHANGING = Set.of("write", "edit", "shell", "commit");

    private final ScopeLock scope;
    private final @Nullable SessionBinding bindings;
    private final Workspace workspace;
    private final @Nullable DeliveryPipeline pipeline;
    private final EventSink sink;
    private final ReentrantLock reportingChanges = new ReentrantLock();
    private List<FileChange> lastSeen = List.of();

    /**
     * What all work areas of a Helix instance share.
     *
     * @param worktrees empty when the host configured none: then nothing is ever written
     */
    public record Shared(
            Optional<WorktreeService> worktrees, List<Reviewer> reviewers, Limits limits, InstantSource clock) {}

    /** Lays out the area of one session. */
    public WorkArea(DeliveryPlan plan, Shared shared, EventSink sink) {
        this.scope = plan.scope;
        this.sink = sink;
        Path root = root(plan.directory, shared.worktrees());
        ReadOnlyCheckout.Reader reader = shared.worktrees()
                .<ReadOnlyCheckout.Reader>map(
                        service -> (command, streams) -> service.runReadOnly(root, command, streams, shared.limits()))
                .orElse(null);
        Workspace checkout = new ReadOnlyCheckout(new LocalFiles(root), root.toString(), reader);
        if (shared.worktrees().isEmpty()) {
            this.bindings = null;
            this.pipeline = null;
            this.workspace = new ForwardingWorkspace(checkout);
            return;
        }
        SessionBinding sessionBinding = new SessionBinding(plan.session, root, shared, plan.request);
        this.bindings = sessionBinding;
        this.workspace = new ForwardingWorkspace(new SessionWorkspace(checkout, sessionBinding::current, scope));
        this.pipeline = new DeliveryPipeline(sessionBinding, policy(plan, shared), plan.deliverer, sink);
    }

    /** {@return the repository's root; a directory that cannot be bound is still good for reading} */
    private static Path root(Path directory, Optional<WorktreeService> worktrees) {
        Path plain = directory.toAbsolutePath().normalize();
        try {
            return worktrees.map(service -> service.inspect(directory).root()).orElse(plain);
        } catch (RepositoryUnsuitableException cannotBeBound) {
            LOG.debug("{} is only read: {}", directory, cannotBeBound.getMessage());
            return plain;
        }
    }

    private static DeliveryPolicy policy(DeliveryPlan plan, Shared shared) {
        List<Reviewer> reviewers = new ArrayList<>(List.of(new ScopeReviewer(plan.scope), new LeftoverReviewer()));
        reviewers.addAll(shared.reviewers());
        List<MergeCheck> checks = new ArrayList<>(List.of(new ScopeCheck(plan.scope)));
        if (!plan.verification.isEmpty()) {
            checks.add(new VerificationCheck(plan.verification, shared.limits().verificationTime()));
        }
        return new DeliveryPolicy(reviewers, checks, plan.trailers, plan.task, plan.baseline, shared.clock());
    }

    /** {@return the view of the files as it is now} */
    public Workspace workspace() {
        return workspace;
    }

    /** {@return the scope in force} */
    public ScopeLock scope() {
        return scope;
    }

    /** {@return the pipeline and the bindings, unless the host configured no worktrees} */
    public Optional<Repository> repository() {
        return bindings == null || pipeline == null
                ? Optional.empty()
                : Optional.of(new Repository(bindings, pipeline));
    }

    /** The part of an area that exists only where worktrees do. */
    public record Repository(SessionBinding bindings, DeliveryPipeline pipeline) {}

    /** Reports the uncommitted work when a round of tool calls changed it. */
    public void reportChanges(AgentName agent, Set<String> tools) {
        if (bindings == null || tools.stream().noneMatch(CHANGING::contains) || !reportingChanges.tryLock()) {
            return;
        }
        try {
            Optional<WorktreeBinding> binding = bindings.current();
            List<FileChange> now =
                    binding.map(bound -> bound.facts().uncommitted()).orElse(List.of());
            if (!now.equals(lastSeen)) {
                sink.event(agent, difference(lastSeen, now));
                lastSeen = now;
            }
        } catch (HelixException unreadable) {
            // Only a display is missing: whoever commits, reviews or completes meets the same error and is told.
            LOG.debug("the pending changes of {} cannot be read", agent, unreadable);
        } finally {
            reportingChanges.unlock();
        }
    }

    private static DeliveryEvents.PendingChanges difference(List<FileChange> before, List<FileChange> now) {
        Set<FileChange> known = Set.copyOf(before);
        List<FileChange> changed =
                now.stream().filter(change -> !known.contains(change)).toList();
        Set<String> pending = now.stream().map(FileChange::path).collect(Collectors.toSet());
        List<String> settled = before.stream()
                .map(FileChange::path)
                .filter(path -> !pending.contains(path))
                .toList();
        return DeliveryEvents.PendingChanges.of(changed, settled);
    }
}
