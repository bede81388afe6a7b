/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.NamedParts;
import dev.helix.api.worktree.BindingId;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.Finding;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.RepositoryFacts;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.TreeId;
import java.util.List;

/**
 * The kinds of events of a session's worktree, from its binding to the merge. New kinds appear in later releases: keep a
 * default branch.
 */
public interface DeliveryEvents extends SessionEvents {
    /** A worktree was bound. */
    final class WorktreeBound extends NamedParts implements DeliveryEvents {
        private final BindingInfo binding;

        private WorktreeBound(BindingInfo binding) {
            super("binding", binding);
            this.binding = binding;
        }

        /** Creates the event. */
        public static WorktreeBound of(BindingInfo binding) {
            return new WorktreeBound(binding);
        }

        /** {@return what was bound} */
        public BindingInfo binding() {
            return binding;
        }
    }

    /** The bound worktree was abandoned; what it held is kept under a ref. */
    final class WorktreeAbandoned extends NamedParts implements DeliveryEvents {
        private final BindingId binding;
        private final SavedRef saved;

        private WorktreeAbandoned(BindingId binding, SavedRef saved) {
            super("binding, saved", binding, saved);
            this.binding = binding;
            this.saved = saved;
        }

        /** Creates the event. */
        public static WorktreeAbandoned of(BindingId binding, SavedRef saved) {
            return new WorktreeAbandoned(binding, saved);
        }

        /** {@return the binding that ended} */
        public BindingId binding() {
            return binding;
        }

        /** {@return where the work is kept} */
        public SavedRef saved() {
            return saved;
        }
    }

    /** A bound worktree could not be taken up again with its session; the session goes on without one. */
    final class WorktreeLost extends NamedParts implements DeliveryEvents {
        private final BindingId binding;
        private final String explanation;

        private WorktreeLost(BindingId binding, String explanation) {
            super("binding, explanation", binding, explanation);
            this.binding = binding;
            this.explanation = explanation;
        }

        /** Creates the event. */
        public static WorktreeLost of(BindingId binding, String explanation) {
            return new WorktreeLost(binding, explanation);
        }

        /** {@return the binding that ended} */
        public BindingId binding() {
            return binding;
        }

        /** {@return what is missing, and where the work may be found} */
        public String explanation() {
            return explanation;
        }
    }

    /**
     * The uncommitted work in the worktree changed. Told as the difference to the event before; a commit or a new
     * worktree settles paths too.
     */
    final class PendingChanges extends NamedParts implements DeliveryEvents {
        private final List<FileChange> changed;
        private final List<String> settled;

        private PendingChanges(List<FileChange> changed, List<String> settled) {
            super("changed, settled", changed, settled);
            this.changed = List.copyOf(changed);
            this.settled = List.copyOf(settled);
        }

        /** Creates the event. */
        public static PendingChanges of(List<FileChange> changed, List<String> settled) {
            return new PendingChanges(changed, settled);
        }

        /** {@return the files that differ from the branch in another way than before, sorted by path} */
        public List<FileChange> changed() {
            return changed;
        }

        /** {@return the paths that do not differ from the branch any more, sorted} */
        public List<String> settled() {
            return settled;
        }
    }

    /** The work was committed to the isolated branch. */
    final class Committed extends NamedParts implements DeliveryEvents {
        private final CommitId commit;
        private final String subject;

        private Committed(CommitId commit, String subject) {
            super("commit, subject", commit, subject);
            this.commit = commit;
            this.subject = subject;
        }

        /** Creates the event. */
        public static Committed of(CommitId commit, String subject) {
            return new Committed(commit, subject);
        }

        /** {@return the commit} */
        public CommitId commit() {
            return commit;
        }

        /** {@return the first line of its message} */
        public String subject() {
            return subject;
        }
    }

    /** A review ended. */
    final class Reviewed extends NamedParts implements DeliveryEvents {
        private final TreeId tree;
        private final List<String> reviewers;
        private final List<Finding> findings;

        private Reviewed(TreeId tree, List<String> reviewers, List<Finding> findings) {
            super("tree, reviewers, findings", tree, reviewers, findings);
            this.tree = tree;
            this.reviewers = List.copyOf(reviewers);
            this.findings = List.copyOf(findings);
        }

        /** Creates the event. */
        public static Reviewed of(TreeId tree, List<String> reviewers, List<Finding> findings) {
            return new Reviewed(tree, reviewers, findings);
        }

        /** {@return what was reviewed} */
        public TreeId tree() {
            return tree;
        }

        /** {@return who looked at it} */
        public List<String> reviewers() {
            return reviewers;
        }

        /** {@return what was noticed; the gate is open now when none is an error} */
        public List<Finding> findings() {
            return findings;
        }
    }

    /** An agent said that it is done. */
    final class CompletionClaimed extends NamedParts implements DeliveryEvents {
        private final String summary;

        private CompletionClaimed(String summary) {
            super("summary", summary);
            this.summary = summary;
        }

        /** Creates the event. */
        public static CompletionClaimed of(String summary) {
            return new CompletionClaimed(summary);
        }

        /** {@return what it says it did} */
        public String summary() {
            return summary;
        }
    }

    /** The reviewed changes were summed up, from git, before the merge. */
    final class ChangesSummarised extends NamedParts implements DeliveryEvents {
        private final List<FileChange> changes;

        private ChangesSummarised(List<FileChange> changes) {
            super("changes", changes);
            this.changes = List.copyOf(changes);
        }

        /** Creates the event. */
        public static ChangesSummarised of(List<FileChange> changes) {
            return new ChangesSummarised(changes);
        }

        /** {@return what the merge will bring, sorted by path} */
        public List<FileChange> changes() {
            return changes;
        }
    }

    /** A merge passed its checks and is about to land; whether it did is what the next event, or else git, tells. */
    final class MergePrepared extends NamedParts implements DeliveryEvents {
        private final List<CheckResult> checks;
        private final List<String> checkout;

        private MergePrepared(List<CheckResult> checks, List<String> checkout) {
            super("checks, checkout", checks, checkout);
            this.checks = List.copyOf(checks);
            this.checkout = List.copyOf(checkout);
        }

        /** Creates the event. */
        public static MergePrepared of(List<CheckResult> checks, List<String> checkout) {
            return new MergePrepared(checks, checkout);
        }

        /** {@return what the checks found, in order; each names the tree it ran on} */
        public List<CheckResult> checks() {
            return checks;
        }

        /** {@return what the status of the user's checkout listed then; see {@link RepositoryFacts#checkoutStatus()}} */
        public List<String> checkout() {
            return checkout;
        }
    }

    /** An attempt to merge ended. */
    final class MergeAttempted extends NamedParts implements DeliveryEvents {
        private final MergeOutcome outcome;

        private MergeAttempted(MergeOutcome outcome) {
            super("outcome", outcome);
            this.outcome = outcome;
        }

        /** Creates the event. */
        public static MergeAttempted of(MergeOutcome outcome) {
            return new MergeAttempted(outcome);
        }

        /** {@return how it ended} */
        public MergeOutcome outcome() {
            return outcome;
        }
    }
}
