/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.BlockedReason;
import dev.helix.api.manager.RepositoryDelivery;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.scope.ScopeDraft;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.MergeOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The way on from a task's end, as commands that can be copied. Pure functions. */
final class NextSteps {
    /** What only the author of a host can do; whoever sits at a command line is given a command instead. */
    private static final Pattern API = Pattern.compile(
            "\\b(TaskRequest|TaskHost|ManagedTask|Limits|Helix|GitWorktrees|CommandIsolation|SessionSpec)[.]\\w+"
                    + "|\\b[a-z]+[A-Za-z]*\\(");

    /** Reasons that whoever sits at the command line can clear while the command waits. */
    private static final List<BlockedReason> CLEARABLE = List.of(
            BlockedReason.CHECKOUT_DIRTY,
            BlockedReason.OPERATION_IN_PROGRESS,
            BlockedReason.UNTRACKED_IN_THE_WAY,
            BlockedReason.BASE_KEEPS_MOVING,
            BlockedReason.REPOSITORY_LOCKED,
            BlockedReason.PROVIDER_UNAVAILABLE);

    /**
     * One step.
     *
     * @param purpose what it is for, for people
     * @param commands shell lines, possibly none
     */
    record Step(String purpose, List<String> commands) {
        static Step of(String purpose, String... commands) {
            return new Step(purpose, List.of(commands));
        }
    }

    private NextSteps() {}

    /** {@return the steps in order, empty when nothing is left to do} */
    static List<Step> of(TaskOutcome outcome) {
        List<Step> steps = new ArrayList<>();
        for (RepositoryDelivery repository : outcome.delivery().repositories()) {
            steps.addAll(of(outcome, repository));
        }
        return steps;
    }

    private static List<Step> of(TaskOutcome outcome, RepositoryDelivery repository) {
        String git = "git -C " + TextFormat.quoted(repository.root().toString()) + " ";
        if (outcome instanceof TaskOutcome.Abandoned abandoned) {
            return abandoned.saved().ref().map(ref -> kept(git, ref)).orElse(List.of());
        }
        boolean merged =
                repository.merge().filter(MergeOutcome.Merged.class::isInstance).isPresent();
        if (merged || repository.binding().isEmpty() || outcome instanceof TaskOutcome.Delivered) {
            return List.of();
        }
        BindingInfo binding = repository.binding().get();
        return outcome instanceof TaskOutcome.Blocked blocked
                ? blocked(git, blocked.reason(), binding)
                : unproven(git, binding);
    }

    private static List<Step> kept(String git, String ref) {
        return List.of(
                Step.of("look at the work", git + "show " + ref),
                Step.of("go on with it on a branch of its own", git + "branch my-branch " + ref));
    }

    private static List<Step> blocked(String git, BlockedReason reason, BindingInfo binding) {
        String merge = git + "merge --no-ff " + binding.branch();
        String take = "with " + binding.baseBranch() + " checked out, merge the work, which passed every check";
        return switch (reason) {
            case CHECKOUT_DIRTY ->
                List.of(
                        Step.of("commit your changes, or put them aside", git + "stash"),
                        Step.of(take, merge),
                        Step.of("take your changes out again", git + "stash pop"),
                        removal(git, binding));
            case OPERATION_IN_PROGRESS ->
                List.of(
                        Step.of("finish or abort what is under way; git names the commands", git + "status"),
                        Step.of(take, merge),
                        removal(git, binding));
            case UNTRACKED_IN_THE_WAY ->
                List.of(
                        Step.of("move the files away that stand in the way", git + "status --ignored"),
                        Step.of(take, merge),
                        removal(git, binding));
            case REPOSITORY_LOCKED, BASE_KEEPS_MOVING ->
                List.of(
                        Step.of("wait until nothing else changes the repository; then " + take, merge),
                        removal(git, binding));
            case BASE_REWRITTEN ->
                List.of(
                        Step.of(
                                "take over the commits of the task alone, without those that were dropped",
                                git + "cherry-pick " + binding.base().value() + ".." + binding.branch()),
                        removal(git, binding));
            case BRANCH_GONE ->
                List.of(Step.of(
                        "find the last commit of the branch that was deleted", git + "fsck --no-reflogs --lost-found"));
            default -> unproven(git, binding);
        };
    }

    private static List<Step> unproven(String git, BindingInfo binding) {
        return List.of(
                Step.of("look at what was done", git + "diff " + binding.baseBranch() + "..." + binding.branch()),
                Step.of("merge it all the same, unproven", git + "merge --no-ff " + binding.branch()),
                removal(git, binding));
    }

    private static Step removal(String git, BindingInfo binding) {
        Path worktree = binding.worktree();
        return Step.of(
                "remove what was kept",
                git + "worktree remove --force --force " + TextFormat.quoted(worktree.toString()),
                git + "branch -D " + binding.branch());
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

    /** Leaves out the clauses that advise a program to call something. */
    static String withoutApi(String explanation) {
        String kept = Arrays.stream(explanation.split("(?<=;) |(?<=\\.) "))
                .filter(clause -> !API.matcher(clause).find())
                .collect(Collectors.joining(" "));
        return kept.isEmpty() ? explanation : kept.replaceFirst(";$", "");
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
