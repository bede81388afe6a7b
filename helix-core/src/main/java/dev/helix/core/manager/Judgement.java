/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.Evidence;
import dev.helix.api.manager.Verdict;
import dev.helix.api.workspace.Command;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.RepositoryFacts;
import dev.helix.api.worktree.TreeId;
import dev.helix.core.json.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The judgement of the five criteria on observations. Pure functions: the same observations give the same verdicts. */
final class Judgement {
    private static final int OUTPUT_CHARACTERS = 4_000;

    private final Observations seen;

    Judgement(Observations seen) {
        this.seen = seen;
    }

    /** {@return one verdict per criterion, in order} */
    List<Verdict> all() {
        return List.of(implemented(), committed(), merged(), verified(), clean());
    }

    private Verdict implemented() {
        List<Evidence> evidence = verificationRuns();
        boolean proven = !evidence.isEmpty() && verificationPassed();
        String why = proven
                ? "the verification commands succeed on the result"
                : "no verification command succeeded on a merge candidate";
        return new Verdict(Criterion.IMPLEMENTED, proven, why, evidence);
    }

    private Verdict committed() {
        boolean proven = !seen.commits().isEmpty() && seen.uncommitted().isEmpty();
        String why = proven
                ? seen.commits().size() + (seen.commits().size() == 1 ? " commit" : " commits")
                        + " on the branch, nothing left uncommitted"
                : seen.commits().isEmpty()
                        ? "the branch has no commit"
                        : "uncommitted: " + String.join(", ", seen.uncommitted());
        String log = seen.commits().stream().map(Judgement::line).collect(Collectors.joining("\n"));
        return new Verdict(
                Criterion.COMMITTED,
                proven,
                why,
                log.isEmpty()
                        ? List.of()
                        : List.of(evidence("commits of " + seen.binding().branch(), log, Optional.empty())));
    }

    private Verdict merged() {
        Optional<CommitFact> commit = seen.mergeCommit();
        boolean proven = commit.filter(fact -> fact.parents().size() == 2)
                .filter(fact -> fact.parents().get(1).equals(seen.tip()))
                .isPresent();
        String why = proven
                ? seen.binding().baseBranch() + " carries the branch's tip as a merge commit"
                : seen.binding().baseBranch() + " does not carry the work";
        String log = seen.baseLog().stream().map(Judgement::line).collect(Collectors.joining("\n"));
        return new Verdict(
                Criterion.MERGED,
                proven,
                why,
                List.of(evidence(
                        "newest commits of " + seen.binding().baseBranch() + " along first parents",
                        log,
                        commit.map(CommitFact::tree))));
    }

    private Verdict verified() {
        Optional<TreeId> onBase = seen.mergeCommit().map(CommitFact::tree);
        Optional<TreeId> checked = verification().map(CheckResult::tree);
        boolean proven = onBase.isPresent() && onBase.equals(checked) && verificationPassed();
        String why = proven
                ? "the tree of " + seen.binding().baseBranch() + " is the very tree the commands succeeded on"
                : "nothing was verified on the tree of " + seen.binding().baseBranch();
        List<Evidence> evidence = new ArrayList<>();
        onBase.ifPresent(tree -> evidence.add(evidence(
                "tree of the merge commit on " + seen.binding().baseBranch(), tree.value(), Optional.of(tree))));
        evidence.addAll(proven ? verificationRuns() : List.of());
        return new Verdict(Criterion.VERIFIED, proven, why, evidence);
    }

    private Verdict clean() {
        List<String> outside = seen.changes().stream()
                .map(FileChange::path)
                .filter(path -> !seen.baseline().paths().allows(path))
                .toList();
        boolean finished = seen.merged().isPresent();
        boolean proven = finished
                && outside.isEmpty()
                && seen.disturbed().isEmpty()
                && seen.leftBehind().isEmpty();
        String paths = seen.changes().stream()
                .map(change -> change.kind().name().charAt(0) + " " + change.path())
                .collect(Collectors.joining("\n"));
        return new Verdict(
                Criterion.CLEAN,
                proven,
                cleanReason(proven, finished, outside),
                List.of(
                        evidence(
                                RepositoryFacts.STATUS_COMMAND,
                                orNothing(String.join("\n", seen.status())),
                                Optional.empty()),
                        evidence(
                                "the same command before the merge",
                                orNothing(String.join("\n", seen.statusBefore())),
                                Optional.empty()),
                        evidence(
                                "paths the work changes, scope: "
                                        + seen.baseline().paths(),
                                orNothing(paths),
                                Optional.empty())));
    }

    private String cleanReason(boolean proven, boolean finished, List<String> outside) {
        if (proven) {
            return "every path the merge touched is as merged, worktree and branch gone, every changed path in scope";
        }
        if (!outside.isEmpty()) {
            return "out of scope: " + String.join(", ", outside);
        }
        if (!finished) {
            return "the worktree and its branch are still there";
        }
        return "left behind: " + String.join(", ", both(seen.disturbed(), seen.leftBehind()));
    }

    private Optional<CheckResult> verification() {
        List<CheckResult> checks = seen.merge()
                .map(outcome -> outcome instanceof MergeOutcome.Merged merged
                        ? merged.checks()
                        : outcome instanceof MergeOutcome.CheckFailed failed ? failed.checks() : List.<CheckResult>of())
                .orElse(List.of());
        return checks.stream().filter(this::ranWhatWasAsked).findFirst();
    }

    /** Compares commands with the baseline's, which alone prove anything; a check that stopped early ran the first. */
    private boolean ranWhatWasAsked(CheckResult check) {
        List<List<String>> ran =
                check.runs().stream().map(run -> run.command().argv()).toList();
        List<List<String>> asked = seen.baseline().verification();
        boolean begun = !ran.isEmpty() && ran.size() <= asked.size() && ran.equals(asked.subList(0, ran.size()));
        return begun && (ran.size() == asked.size() || !check.passed());
    }

    private boolean verificationPassed() {
        return verification()
                .filter(CheckResult::passed)
                .filter(check ->
                        check.runs().stream().allMatch(run -> run.result().succeeded()))
                .isPresent();
    }

    private List<Evidence> verificationRuns() {
        return verification().stream()
                .flatMap(check -> check.runs().stream()
                        .map(run -> evidence(
                                Command.line(run.command().argv()),
                                "exit status " + run.result().exitCode() + "\n"
                                        + Excerpt.headAndTail(run.result().output(), OUTPUT_CHARACTERS),
                                Optional.of(check.tree()))))
                .toList();
    }

    private Evidence evidence(String source, String text, Optional<TreeId> tree) {
        return new Evidence(source, text.stripTrailing(), tree, seen.at());
    }

    private static List<String> both(List<String> some, List<String> others) {
        List<String> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static String line(CommitFact fact) {
        return fact.id().abbreviated() + " " + fact.subject();
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? "(nothing)" : text;
    }
}
