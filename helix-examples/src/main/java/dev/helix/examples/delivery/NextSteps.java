/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.BlockedReason;
import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.RepositoryDelivery;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.scope.ScopeDraft;
import dev.helix.api.workspace.Command;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.examples.terminal.TextFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The way on from a task's end, as commands that can be copied. Immutable. */
final class NextSteps {
    /** Reasons that whoever sits at the command line can clear while the command waits. */
    private static final List<BlockedReason> CLEARABLE = List.of(
            BlockedReason.CHECKOUT_DIRTY,
            BlockedReason.OPERATION_IN_PROGRESS,
            BlockedReason.UNTRACKED_IN_THE_WAY,
            BlockedReason.BASE_KEEPS_MOVING,
            BlockedReason.REPOSITORY_LOCKED,
            BlockedReason.PROVIDER_UNAVAILABLE);

    private final TaskOutcome outcome;
    private final RepositoryDelivery repository;
    private final BindingInfo binding;

    /**
     * One step.
     *
     * @param purpose what it is for, for people
     * @param commands shell lines
     */
    record Step(String purpose, List<String> commands) {
        static Step of(String purpose, String... commands) {
            return new Step(purpose, List.of(commands));
        }
    }

    private NextSteps(TaskOutcome outcome, RepositoryDelivery repository, BindingInfo binding) {
        this.outcome = outcome;
        this.repository = repository;
        this.binding = binding;
    }

    /** {@return the steps in order, empty when nothing is left to do} */
    static List<Step> of(TaskOutcome outcome) {
        List<Step> steps = new ArrayList<>();
        for (RepositoryDelivery repository : outcome.delivery().repositories()) {
            if (outcome instanceof TaskOutcome.Abandoned abandoned) {
                abandoned.saved().ref().ifPresent(ref -> steps.addAll(saved(repository.root(), ref)));
            } else if (landed(repository).isEmpty() && !(outcome instanceof TaskOutcome.Delivered)) {
                repository
                        .binding()
                        .ifPresent(binding -> steps.addAll(new NextSteps(outcome, repository, binding).steps()));
            }
        }
        return steps;
    }

    private static List<Step> saved(Path root, String ref) {
        return List.of(
                Step.of("look at the work", git(root, "show " + ref)),
                Step.of("go on with it on a branch of its own", git(root, "branch my-branch " + ref)));
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (outcome instanceof TaskOutcome.Blocked blocked) {
            blocked(blocked.reason(), steps);
        } else {
            unproven(steps);
        }
        return steps;
    }

    private void blocked(BlockedReason reason, List<Step> steps) {
        switch (reason) {
            case CHECKOUT_DIRTY ->
                merge(
                        steps,
                        Step.of("commit your changes, or put them aside", git("stash")),
                        Step.of("take your changes out again", git("stash pop")));
            case OPERATION_IN_PROGRESS ->
                merge(steps, Step.of("finish or abort what is under way; git names the commands", git("status")));
            case UNTRACKED_IN_THE_WAY ->
                merge(steps, Step.of("move the files away that stand in the way", git("status --ignored")));
            case REPOSITORY_LOCKED, BASE_KEEPS_MOVING ->
                merge(steps, Step.of("wait until nothing else changes the repository", git("status")));
            case BASE_REWRITTEN -> {
                String commits = binding.base().value() + ".." + binding.branch();
                String purpose = "take over the commits of the task alone, without those that were dropped";
                steps.addAll(List.of(Step.of(purpose, git("cherry-pick " + commits)), removal()));
            }
            case BRANCH_GONE -> {
                String purpose = "find the last commit of the branch that was deleted";
                steps.add(Step.of(purpose, git("fsck --no-reflogs --lost-found")));
            }
            default -> unproven(steps);
        }
    }

    /** Takes finished work over; what could not run before the merge is to be run after it. */
    private void merge(List<Step> steps, Step before, Step... after) {
        boolean verified = proven(Criterion.IMPLEMENTED);
        String state = verified ? "which passed every check" : "whose proof has not run yet";
        steps.add(before);
        steps.add(Step.of("with " + binding.baseBranch() + " checked out, merge the work, " + state, merge()));
        if (!verified) {
            String there = "cd " + TextFormat.quoted(repository.root().toString()) + " && ";
            List<List<String>> proof = outcome.delivery().baseline().verification();
            steps.add(new Step(
                    "run the proof",
                    proof.stream().map(command -> there + Command.line(command)).toList()));
        }
        steps.addAll(List.of(after));
        steps.add(removal());
    }

    private void unproven(List<Step> steps) {
        if (!proven(Criterion.COMMITTED) && Files.isDirectory(binding.worktree())) {
            Path worktree = binding.worktree();
            String unlessEmpty = git(worktree, "diff --cached --quiet") + " || ";
            steps.add(Step.of(
                    "commit what may be in no commit yet",
                    git(worktree, "add --all"),
                    unlessEmpty + git(worktree, "commit --message='Unfinished work'")));
        }
        steps.add(Step.of("look at what was done", git("diff " + binding.baseBranch() + "..." + binding.branch())));
        steps.add(Step.of("merge it all the same, unproven", merge()));
        steps.add(removal());
    }

    private Step removal() {
        return Step.of(
                "remove what was kept",
                git("worktree remove --force --force "
                        + TextFormat.quoted(binding.worktree().toString())),
                git("branch -D " + binding.branch()));
    }

    private boolean proven(Criterion criterion) {
        return repository.verdicts().stream().anyMatch(verdict -> verdict.criterion() == criterion && verdict.proven());
    }

    private String merge() {
        return git("merge --no-ff " + binding.branch());
    }

    private String git(String arguments) {
        return git(repository.root(), arguments);
    }

    private static String git(Path directory, String arguments) {
        return "git -C " + TextFormat.quoted(directory.toString()) + " " + arguments;
    }

    /** {@return whether trying again can help once the reason is cleared, without any work being done anew} */
    static boolean canBeCleared(TaskOutcome outcome) {
        return outcome instanceof TaskOutcome.Blocked blocked && CLEARABLE.contains(blocked.reason());
    }

    /** {@return where the work landed: the base branch and the merge commit, empty when it did not} */
    static Optional<String> landed(RepositoryDelivery repository) {
        return repository
                .merge()
                .filter(MergeOutcome.Merged.class::isInstance)
                .map(outcome -> ((MergeOutcome.Merged) outcome).commit().abbreviated())
                .map(commit -> repository
                                .binding()
                                .map(binding -> binding.baseBranch() + " at ")
                                .orElse("")
                        + commit);
    }

    /** {@return what is unclear about a scope, with the way out on a command line} */
    static String unclearScope(ScopeDraft draft) {
        return draft.unclear().stream()
                .map(unclear -> "\n  line " + unclear.line() + ": " + unclear.sentence() + " (" + unclear.why() + ")")
                .collect(Collectors.joining(
                        "",
                        "it is not clear which paths the task may change:",
                        "\nReplace what is in question by lines such as 'Only: src/auth/, docs/auth.md' and"
                                + " 'Not: src/gen/'"));
    }
}
