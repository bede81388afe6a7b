/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.SessionId;
import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.worktree.Approval;
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
import dev.helix.api.worktree.RepositoryFacts;
import dev.helix.api.worktree.RepositoryInfo;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.TreeFiles;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A binding without git: one commit, reviewed as it is, and whatever outcome of a merge a test wants. */
public class FakeBinding implements WorktreeBinding, RepositoryFacts {
    static final TreeId TREE = new TreeId("1".repeat(40));
    static final TreeId BASE_TREE = new TreeId("2".repeat(40));
    private static final CommitId TIP = new CommitId("3".repeat(40));
    private static final CommitId BASE = new CommitId("4".repeat(40));
    private static final RepositoryInfo REPOSITORY = RepositoryInfo.of(Path.of("/repo"), "main", BASE);

    List<CommitFact> commits =
            List.of(CommitFact.builder(TIP, TREE).committedAt(Instant.EPOCH).build());
    List<FileChange> uncommitted = List.of();
    boolean branchExists = true;
    /** What the base branch carries, though none of its newest commits. */
    public final Set<CommitId> onBaseBranch = new HashSet<>();

    MergeOutcome outcome = MergeOutcome.Merged.of(TIP, TREE, List.of(BASE, TIP), List.of());
    final List<MergeRequest> requested = new ArrayList<>();

    public WorktreeService service() {
        return new WorktreeService() {
            @Override
            public RepositoryInfo inspect(Path projectRoot) {
                return REPOSITORY;
            }

            @Override
            public WorktreeBinding bind(BindRequest request) {
                return FakeBinding.this;
            }

            @Override
            public List<WorktreeBinding> bindings(SessionId session) {
                return List.of(FakeBinding.this);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public BindingInfo info() {
        return BindingInfo.builder(new BindingId("x-1"), new SessionId("abc"))
                .repository(Path.of("/repo"))
                .worktree(Path.of("/wt"))
                .branch("aiagent/abc/x-1")
                .baseBranch("main")
                .base(BASE)
                .title("the model's argument")
                .build();
    }

    @Override
    public Workspace workspace() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean ended() {
        return false;
    }

    @Override
    public CommitId commit(String message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ReviewSubject review() {
        return ReviewSubject.builder(TREE, TIP).baseTree(BASE_TREE).build();
    }

    @Override
    public void approve(TreeId reviewed, Approval approval) {}

    @Override
    public PreparedMerge prepare(MergeRequest request) {
        requested.add(request);
        return new FakeMerge();
    }

    @Override
    public Optional<MergeOutcome.Merged> merged() {
        return Optional.empty();
    }

    @Override
    public RepositoryFacts facts() {
        return this;
    }

    @Override
    public SavedRef abandon() {
        return SavedRef.nothing();
    }

    @Override
    public CommitId tip() {
        return TIP;
    }

    @Override
    public TreeId tipTree() {
        return TREE;
    }

    @Override
    public List<CommitFact> commits() {
        return commits;
    }

    @Override
    public List<FileChange> changes() {
        return List.of();
    }

    @Override
    public List<FileChange> uncommitted() {
        return uncommitted;
    }

    @Override
    public List<CommitFact> baseLog(int limit) {
        return List.of();
    }

    @Override
    public List<String> checkoutStatus() {
        return List.of();
    }

    @Override
    public boolean worktreeExists() {
        return true;
    }

    @Override
    public boolean branchExists() {
        return branchExists;
    }

    @Override
    public CommitFact commit(CommitId id) {
        return CommitFact.builder(id, TREE).committedAt(Instant.EPOCH).build();
    }

    @Override
    public boolean onBaseBranch(CommitId commit) {
        return onBaseBranch.contains(commit);
    }

    @Override
    public TreeFiles files(TreeId tree) {
        return new EmptyTree(tree);
    }

    @Override
    public RepositoryInfo repository() {
        return REPOSITORY;
    }

    /** A merge that ends as the test wants. */
    private final class FakeMerge implements PreparedMerge {
        @Override
        public BindingInfo binding() {
            return info();
        }

        @Override
        public Optional<MergeOutcome> stopped() {
            return Optional.of(outcome).filter(end -> !(end instanceof MergeOutcome.Merged));
        }

        @Override
        public Optional<CommitId> commit() {
            return Optional.of(TIP);
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
            return List.of();
        }

        @Override
        public MergeOutcome land() {
            return outcome;
        }

        @Override
        public void close() {}
    }

    /** A tree without files. */
    private record EmptyTree(TreeId tree) implements TreeFiles {
        @Override
        public Optional<FileEntry> stat(String path) {
            return Optional.empty();
        }

        @Override
        public byte[] read(String path, int limitBytes) {
            return new byte[0];
        }

        @Override
        public List<FileEntry> list(String directory) {
            return List.of();
        }

        @Override
        public List<FileEntry> walk(String directory, int limit) {
            return List.of();
        }
    }
}
