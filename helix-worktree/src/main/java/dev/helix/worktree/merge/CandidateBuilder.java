/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.TreeId;
import dev.helix.worktree.git.GitObjects;
import dev.helix.worktree.git.GitResult;
import dev.helix.worktree.repository.GitRepository;
import java.util.ArrayList;
import java.util.List;

/**
 * A builder of a merge commit beside the base branch: objects only, no checkout, no index, no ref.
 *
 * <p>{@code git merge-tree --write-tree -z --name-only} prints the tree, then the conflicting paths, and ends with
 * status 1 when there are any (git-merge-tree, "output"). Attributes such as {@code merge=union} are read from the
 * user's checkout, which no agent wrote to.
 */
public final class CandidateBuilder {
    private final GitRepository repository;

    /** Builds in one repository. */
    public CandidateBuilder(GitRepository repository) {
        this.repository = repository;
    }

    /** Merges; returns the candidate, or the reason why there is none. */
    public CandidateDraft build(CommitId base, CommitId tip, MergeMessage message) throws InterruptedException {
        GitObjects objects = repository.objects();
        if (objects.reaches(tip, base)) {
            return new CandidateDraft.Stopped(MergeOutcome.NothingToMerge.of(base));
        }
        GitResult merged = repository
                .call()
                .workTree(repository.facts().root())
                .run("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", base.value(), tip.value());
        if (merged.exitCode() == 1) {
            return new CandidateDraft.Stopped(MergeOutcome.Conflict.of(conflicts(merged)));
        }
        TreeId tree = new TreeId(
                merged.require("merge " + tip + " with " + base).fields().get(0).strip());
        TreeId before = objects.commit(base).tree();
        if (tree.equals(before)) {
            return new CandidateDraft.Stopped(MergeOutcome.NothingToMerge.of(base));
        }
        CommitId commit = repository.writeCommit(tree, List.of(base, tip), message.with(tree));
        return new Candidate(commit, tree, base, tip, objects.changes(before, tree));
    }

    private static List<String> conflicts(GitResult merged) {
        List<String> fields = new ArrayList<>(merged.paths(0));
        fields.remove(0);
        return fields.stream()
                .filter(path -> !path.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }
}
