/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.AgentName;
import dev.helix.api.HelixException;
import dev.helix.api.Limits;
import dev.helix.api.SessionId;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeCheck;
import dev.helix.api.worktree.RepositoryUnsuitableException;
import dev.helix.api.worktree.Reviewer;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.core.agent.EventSink;
import dev.helix.core.workspace.LocalFiles;
import dev.helix.core.workspace.ReadOnlyCheckout;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
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
    private final @Nullable SessionBinding slot;
    private final Workspace workspace;
    private final @Nullable DeliveryPipeline desk;
    private final EventSink sink;
    private final ReentrantLock lookingForChanges = new ReentrantLock();
    private List<FileChange> lastSeen = List.of();

    /**
     * What a work area is made of.
     *
     * @param session the session
     * @param directory where it works
     * @param scope which paths may be changed
     * @param verification commands that must succeed on the merged tree
     * @param trailers extra trailers of the merge commit
     * @param deliverer in whose name reviews and merges are reported
     */
    public record Plan(
            SessionId session,
            Path directory,
            ScopeLock scope,
            List<List<String>> verification,
            Map<String, String> trailers,
            AgentName deliverer) {}

    /**
     * What all work areas of a Helix instance share.
     *
     * @param worktrees empty when the host configured none: then nothing is ever written
     * @param reviewers the host's own reviewers
     * @param limits the bounds
     * @param clock the clock
     */
    public record Ground(
            Optional<WorktreeService> worktrees, List<Reviewer> reviewers, Limits limits, InstantSource clock) {}

    /** Lays out the area of one session. */
    public WorkArea(Plan plan, Ground ground, EventSink sink) {
        this.scope = plan.scope();
        this.sink = sink;
        Path root = root(plan.directory(), ground.worktrees());
        Workspace checkout = new ReadOnlyCheckout(new LocalFiles(root), root.toString());
        if (ground.worktrees().isEmpty()) {
            this.slot = null;
            this.desk = null;
            this.workspace = checkout;
            return;
        }
        SessionBinding bindings =
                new SessionBinding(plan.session(), root, ground.worktrees().get());
        this.slot = bindings;
        this.workspace = new SessionWorkspace(checkout, bindings::current, scope);
        this.desk = new DeliveryPipeline(bindings, terms(plan, ground), plan.deliverer(), sink);
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

    private static DeliveryPolicy terms(Plan plan, Ground ground) {
        List<Reviewer> reviewers = new ArrayList<>(List.of(new ScopeReviewer(plan.scope()), new LeftoverReviewer()));
        reviewers.addAll(ground.reviewers());
        List<MergeCheck> checks = new ArrayList<>(List.of(new ScopeCheck(plan.scope())));
        if (!plan.verification().isEmpty()) {
            checks.add(
                    new VerificationCheck(plan.verification(), ground.limits().verificationTime()));
        }
        return new DeliveryPolicy(reviewers, checks, plan.trailers(), ground.clock());
    }

    /** {@return the view of the files as it is now} */
    public Workspace workspace() {
        return workspace;
    }

    /** {@return the scope in force} */
    public ScopeLock scope() {
        return scope;
    }

    /** {@return the desk and the binding slot, unless the host configured no worktrees} */
    public Optional<Repository> repository() {
        return slot == null || desk == null ? Optional.empty() : Optional.of(new Repository(slot, desk));
    }

    /**
     * The part of an area that exists only where worktrees do.
     *
     * @param slot the binding
     * @param desk the way to the base branch
     */
    public record Repository(SessionBinding slot, DeliveryPipeline desk) {}

    /** Reports the uncommitted work when a round of tool calls changed it. */
    public void lookForChanges(AgentName agent, Set<String> tools) {
        if (slot == null || tools.stream().noneMatch(CHANGING::contains) || !lookingForChanges.tryLock()) {
            return;
        }
        try {
            Optional<WorktreeBinding> binding = slot.current();
            List<FileChange> now =
                    binding.map(bound -> bound.facts().uncommitted()).orElse(List.of());
            if (!now.equals(lastSeen)) {
                lastSeen = now;
                sink.event(agent, new SessionEvents.PendingChanges(now));
            }
        } catch (HelixException unreadable) {
            // Only a display is missing: whoever commits, reviews or completes meets the same error and is told.
            LOG.debug("the pending changes of {} cannot be read", agent, unreadable);
        } finally {
            lookingForChanges.unlock();
        }
    }
}
