/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.BlockedReason;
import dev.helix.api.Limits;
import dev.helix.api.SessionId;
import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.BindingId;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.PreparedMerge;
import dev.helix.api.worktree.RepositoryInfo;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.api.worktree.WorktreeStateException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A repository in memory that one session after the other works in, as git would keep it: what was bound, committed and
 * merged survives the process. The checks of a merge fail while it has fewer than two commits.
 */
public final class FakeRepository implements WorktreeService {
    private static final CommitId BASE = commitId(0);
    private static final CommitId MERGE = commitId(99);
    private static final Duration NO_TIME = Duration.ZERO;

    private final Path root;
    private final List<CommitId> made = new ArrayList<>();
    private boolean bound;
    private int merges;
    /** Whether the user's checkout is in the way. */
    private boolean dirty;

    /** Starts without work. */
    public FakeRepository(Path root) {
        this.root = root;
    }

    /** {@return a copy of the repository as it is now} */
    public synchronized FakeRepository copy() {
        FakeRepository copy = new FakeRepository(root);
        copy.made.addAll(made);
        copy.bound = bound;
        copy.merges = merges;
        copy.dirty = dirty;
        return copy;
    }

    /** {@return whether the other holds the same work} */
    public boolean looksLike(FakeRepository other) {
        return bound() == other.bound() && commitCount() == other.commitCount() && merges() == other.merges();
    }

    public synchronized int merges() {
        return merges;
    }

    public synchronized boolean bound() {
        return bound;
    }

    public synchronized int commitCount() {
        return made.size();
    }

    public synchronized void dirty(boolean now) {
        dirty = now;
    }

    private static CommitId commitId(int number) {
        return new CommitId(String.format("%040d", number + 10));
    }

    private static TreeId treeOf(int commits) {
        return new TreeId(String.format("%040d", commits + 200));
    }

    @Override
    public RepositoryInfo inspect(Path projectRoot) {
        return RepositoryInfo.of(root, "main", BASE);
    }

    @Override
    public synchronized WorktreeBinding bind(BindRequest request) {
        bound = true;
        return new Bound(request.session());
    }

    @Override
    public synchronized WorktreeBinding reopen(BindingInfo info, Limits limits) {
        if (!bound && merges == 0) {
            throw new WorktreeStateException("the branch " + info.branch() + " is gone", null);
        }
        return new Bound(info.session());
    }

    @Override
    public List<WorktreeBinding> bindings(SessionId session) {
        return List.of();
    }

    @Override
    public void close() {}

    /** A view of the repository by one process. */
    private final class Bound extends FakeBinding {
        private final SessionId session;
        private Optional<MergeOutcome.Merged> landedHere = Optional.empty();

        Bound(SessionId session) {
            this.session = session;
        }

        @Override
        public BindingInfo info() {
            return BindingInfo.builder(new BindingId("x-1"), session)
                    .repository(root)
                    .worktree(root.resolve("wt"))
                    .branch("aiagent/" + session + "/x-1")
                    .baseBranch("main")
                    .base(BASE)
                    .title("work")
                    .build();
        }

        @Override
        public boolean ended() {
            return merges() > 0 || !bound();
        }

        @Override
        public CommitId commit(String message) {
            synchronized (FakeRepository.this) {
                made.add(commitId(made.size() + 1));
                return tip();
            }
        }

        @Override
        public ReviewSubject review() {
            return ReviewSubject.builder(tipTree(), tip())
                    .baseTree(treeOf(0))
                    .changes(changes())
                    .build();
        }

        @Override
        public PreparedMerge prepare(MergeRequest request) {
            return new Prepared();
        }

        @Override
        public Optional<MergeOutcome.Merged> merged() {
            // What the checks found is in no commit.
            return landedHere.isPresent() || merges() == 0 ? landedHere : Optional.of(outcome(List.of()));
        }

        private MergeOutcome.Merged outcome(List<CheckResult> checks) {
            return MergeOutcome.Merged.of(MERGE, tipTree(), List.of(BASE, tip()), checks);
        }

        @Override
        public SavedRef abandon() {
            synchronized (FakeRepository.this) {
                bound = false;
                return SavedRef.nothing();
            }
        }

        @Override
        public CommitId tip() {
            synchronized (FakeRepository.this) {
                return made.isEmpty() ? BASE : made.get(made.size() - 1);
            }
        }

        @Override
        public TreeId tipTree() {
            return treeOf(commitCount());
        }

        @Override
        public List<CommitFact> commits() {
            synchronized (FakeRepository.this) {
                return made.stream().map(this::commit).toList();
            }
        }

        @Override
        public List<FileChange> changes() {
            return List.of(new FileChange("src/old.sh", FileChange.Kind.DELETED, false));
        }

        @Override
        public boolean worktreeExists() {
            return merges() == 0 && bound();
        }

        @Override
        public boolean branchExists() {
            return worktreeExists();
        }

        @Override
        public CommitFact commit(CommitId id) {
            return CommitFact.builder(id, tipTree())
                    .parents(id.equals(MERGE) ? List.of(BASE, tip()) : List.of(BASE))
                    .committedAt(Instant.EPOCH)
                    .build();
        }

        @Override
        public boolean onBaseBranch(CommitId commit) {
            return commit.equals(MERGE) && merges() > 0;
        }

        /** A merge whose verification ran. */
        private final class Prepared implements PreparedMerge {
            @Override
            public BindingInfo binding() {
                return info();
            }

            @Override
            public Optional<MergeOutcome> stopped() {
                return commitCount() < 2
                        ? Optional.of(MergeOutcome.CheckFailed.of(tipTree(), checks()))
                        : Optional.empty();
            }

            @Override
            public Optional<CommitId> commit() {
                return Optional.of(MERGE);
            }

            @Override
            public CommitId base() {
                return BASE;
            }

            @Override
            public List<FileChange> changes() {
                return List.of();
            }

            @Override
            public List<CheckResult> checks() {
                int status = commitCount() < 2 ? 1 : 0;
                CheckResult result = status == 0
                        ? CheckResult.passed("verification", tipTree(), "1 command succeeded")
                        : CheckResult.failed("verification", tipTree(), "true ended with status 1");
                CheckResult.Run run = new CheckResult.Run(
                        Command.of(Duration.ofSeconds(1), "true"), new CommandResult(status, "", 0, false, NO_TIME));
                return List.of(CheckResult.passed("scope", tipTree(), "in scope"), result.runs(List.of(run)));
            }

            @Override
            public MergeOutcome land() {
                synchronized (FakeRepository.this) {
                    if (stopped().isPresent()) {
                        return stopped().get();
                    }
                    if (dirty) {
                        return MergeOutcome.Blocked.of(
                                BlockedReason.CHECKOUT_DIRTY, "changes are in the way", List.of());
                    }
                    merges++;
                    landedHere = Optional.of(outcome(checks()));
                    return landedHere.get();
                }
            }

            @Override
            public void close() {}
        }
    }
}
