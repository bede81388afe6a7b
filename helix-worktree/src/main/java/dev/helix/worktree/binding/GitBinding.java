/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.binding;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.worktree.Approval;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.NothingToCommitException;
import dev.helix.api.worktree.PreparedMerge;
import dev.helix.api.worktree.RepositoryFacts;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.UncommittedChangesException;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.core.workspace.RelativePath;
import dev.helix.worktree.checkout.Quarantine.Inspection;
import dev.helix.worktree.merge.Candidate;
import dev.helix.worktree.merge.Landing;
import dev.helix.worktree.merge.UninterruptibleTask;
import dev.helix.worktree.repository.GitRepository;
import dev.helix.worktree.repository.RepositoryLock.Action;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One binding, from the first write to its merge or abandonment.
 *
 * <p><b>States.</b> Open → ended, by landing or by abandoning. An open binding is never lost: every failure leaves
 * worktree and branch as they were.
 *
 * <p><b>Locks</b>, in the order in which they are taken: this binding's, for one git operation at a time; the write gate,
 * while the work lands or is abandoned; the repository's. While merge checks run none is held.
 *
 * <p>Thread-safe.
 */
public final class GitBinding implements WorktreeBinding {
    private static final Logger LOG = LoggerFactory.getLogger(GitBinding.class);
    private static final long NEVER = -1;
    /** How long landing waits for another Helix before it says that it is blocked. */
    private static final Duration LANDING_PATIENCE = Duration.ofSeconds(30);

    private final BoundWork work;
    private final GitRepository repository;
    private final Workspace workspace;
    private final IgnoreRules ignoreRules;
    private final WriteGate writers;
    private final ReviewGate gate = new ReviewGate();
    private final ReentrantLock operations = new ReentrantLock(true);
    /** The write gate's mark at the last look that found nothing uncommitted. Guarded by operations. */
    private long cleanMark = NEVER;

    /** Where the branch pointed when it was last looked at, for the case that somebody deletes it. */
    private volatile CommitId known;

    private volatile MergeOutcome.@Nullable Merged merged;

    /**
     * Opens the binding of work that nobody approved yet.
     *
     * @param work branch, checkout and quarantine
     * @param workspace the guarded workspace of the checkout
     * @param tip where the branch points
     */
    public GitBinding(BoundWork work, Workspace workspace, CommitId tip) {
        this.work = work;
        this.known = tip;
        this.repository = work.repository();
        this.writers = new WriteGate(work.checkout().root().toString());
        this.ignoreRules = new IgnoreRules(workspace, repository);
        this.workspace = new BoundWorkspace(workspace, writers, this::ignores);
    }

    /** {@return the binding, ended, of work that landed before} */
    static GitBinding landed(BoundWork work, Workspace workspace, MergeOutcome.Merged merge) {
        GitBinding binding = new GitBinding(work, workspace, merge.parents().get(1));
        binding.merged(merge);
        binding.writers.end();
        return binding;
    }

    @Override
    public BindingInfo info() {
        return work.info();
    }

    @Override
    public Workspace workspace() {
        return workspace;
    }

    @Override
    public boolean ended() {
        return writers.ended();
    }

    @Override
    public CommitId commit(String message) throws InterruptedException {
        if (requireNonNull(message, "message").isBlank()) {
            throw new InvalidRequestException("a commit message must not be blank; say in one line what changed");
        }
        return exclusively(() -> {
            requireOpen();
            work.checkout().requireIntact();
            CommitId tip = tip();
            Inspection inspection = work.inspect(tip);
            cleanMark = NEVER;
            if (inspection.changes().isEmpty()) {
                throw new NothingToCommitException("the worktree " + info().worktree() + " equals the tip "
                        + tip.abbreviated() + " of " + info().branch() + "; change a file first" + ignored());
            }
            return work.commit(inspection, tip, CommitMessage.of(message));
        });
    }

    /** {@return whether git would leave a written file out; what a commit has already, git goes on keeping} */
    private boolean ignores(String path) {
        String plain = RelativePath.parse(path).toString();
        return ignoreRules.ignore(plain) && !repository.objects().contains(treeOf(known), plain);
    }

    /** {@return what is there and would never be committed: an agent that wrote it would look for it in vain} */
    private String ignored() throws InterruptedException {
        List<String> ignored = work.quarantine().ignored();
        return ignored.isEmpty() ? "" : ". Git ignores " + String.join(", ", ignored) + ", see .gitignore";
    }

    @Override
    public ReviewSubject review() throws InterruptedException {
        return exclusively(() -> {
            requireOpen();
            CommitId tip = tip();
            requireCommitted(tip);
            TreeId tree = treeOf(tip);
            TreeId base = treeOf(info().base());
            return ReviewSubject.builder(tree, tip)
                    .baseTree(base)
                    .changes(repository.objects().changes(base, tree))
                    .diff(repository.objects().diff(base, tree))
                    .build();
        });
    }

    @Override
    public void approve(TreeId reviewed, Approval approval) {
        gate.open(requireNonNull(reviewed, "reviewed"), facts().tipTree(), requireNonNull(approval, "approval"));
    }

    @Override
    public PreparedMerge prepare(MergeRequest request) throws InterruptedException {
        BindingMerge merge = new BindingMerge(this, work, requireNonNull(request, "request"));
        merge.prepare();
        return merge;
    }

    @Override
    public Optional<MergeOutcome.Merged> merged() {
        return Optional.ofNullable(merged);
    }

    /** {@return whether it ended without a merge} */
    public boolean abandoned() {
        return ended() && merged == null;
    }

    /** Remembers how the work landed, before anybody is told. */
    void merged(MergeOutcome.Merged outcome) {
        merged = outcome;
    }

    @Override
    public RepositoryFacts facts() {
        return new GitFacts(this, repository);
    }

    @Override
    public SavedRef abandon() throws InterruptedException {
        return exclusively(() -> ended() ? SavedRef.nothing() : writers.keptOut(this::abandonAlone));
    }

    private SavedRef abandonAlone() throws InterruptedException {
        Abandonment abandonment = new Abandonment(work);
        Optional<CommitId> branch = repository.tip(work.name().ref());
        CommitId tip = branch.orElse(known);
        if (branch.isEmpty()) {
            abandonment.branchWasDeleted(tip);
        }
        CommitId kept = abandonment.keepFiles(tip);
        SavedRef saved = abandonment.keepCommit(kept);
        end(kept);
        return saved.problems(abandonment.cleanUp(tip));
    }

    /** {@return where the branch points, or pointed when the binding ended} */
    CommitId tip() throws InterruptedException {
        if (!ended()) {
            known = work.tip();
        }
        return known;
    }

    List<FileChange> uncommitted() throws InterruptedException {
        return exclusively(() -> ended() ? List.of() : work.inspect(tip()).changes());
    }

    /** Does one git operation at a time. */
    private <T> T exclusively(Action<T> operation) throws InterruptedException {
        operations.lockInterruptibly();
        try {
            return operation.run();
        } finally {
            operations.unlock();
        }
    }

    boolean worktreeExists() {
        return work.checkout().exists();
    }

    private void end(CommitId tip) {
        known = tip;
        writers.end();
    }

    private TreeId treeOf(CommitId commit) {
        return repository.objects().commit(commit).tree();
    }

    private void requireOpen() {
        if (ended()) {
            throw new WorktreeStateException(
                    "the binding of " + info().branch() + " was merged or abandoned; bind the repository again", null);
        }
    }

    /** Insists that nothing is uncommitted, as far as this library's own workspace can tell without a look. */
    private void requireProbablyCommitted(CommitId tip) throws InterruptedException {
        if (cleanMark == NEVER || cleanMark != writers.mark()) {
            requireCommitted(tip);
        }
    }

    private void requireCommitted(CommitId tip) throws InterruptedException {
        long mark = writers.mark();
        List<String> paths =
                work.inspect(tip).changes().stream().map(FileChange::path).toList();
        if (!paths.isEmpty()) {
            throw new UncommittedChangesException(
                    "the worktree " + info().worktree() + " has " + paths.size()
                            + (paths.size() == 1 ? " uncommitted path" : " uncommitted paths")
                            + "; commit what is wanted or call abandon()",
                    paths);
        }
        cleanMark = mark;
    }

    /** Insists that the work may be merged, reviewed and all of it committed, and returns the branch's tip. */
    CommitId requireReady() throws InterruptedException {
        return exclusively(() -> {
            requireOpen();
            CommitId tip = tip();
            gate.requireOpenFor(treeOf(tip));
            requireProbablyCommitted(tip);
            return tip;
        });
    }

    /** Lands a checked candidate and ends this binding, with everybody kept from writing meanwhile. */
    Landing.Result land(Candidate candidate, Landing landing) throws InterruptedException {
        return exclusively(() -> writers.keptOut(() -> landAlone(candidate, landing)));
    }

    private Landing.Result landAlone(Candidate candidate, Landing landing) throws InterruptedException {
        requireOpen();
        CommitId tip = tip();
        gate.requireOpenFor(treeOf(tip));
        // People may have edited the worktree too: what is removed now is looked at for certain.
        requireCommitted(tip);
        if (!tip.equals(candidate.tip())) {
            return new Landing.Lost();
        }
        return UninterruptibleTask.call(
                "helix-landing",
                () -> repository
                        .shared()
                        .lock()
                        .hold(LANDING_PATIENCE, () -> landLocked(candidate, landing))
                        .orElseGet(() -> landing.locked("another Helix holds the lock of "
                                + repository.facts().commonDir())));
    }

    /** Lands and cleans up on a thread nobody interrupts; the repository's lock is held. */
    private Landing.Result landLocked(Candidate candidate, Landing landing) throws InterruptedException {
        Landing.Result result = landing.land(candidate);
        if (result instanceof Landing.Landed) {
            end(candidate.tip());
            work.remove(candidate.tip(), true, true)
                    .forEach(left -> LOG.warn("After the merge of {}: {}", info().branch(), left));
        }
        return result;
    }
}
