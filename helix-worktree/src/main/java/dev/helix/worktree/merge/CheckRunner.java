/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.MergeCheck;
import java.util.ArrayList;
import java.util.List;

/** A runner of merge checks on a candidate, one after the other, until one fails. Holds no lock. */
final class CheckRunner {
    private final CandidateCheckouts checkouts;

    CheckRunner(CandidateCheckouts checkouts) {
        this.checkouts = checkouts;
    }

    /** {@return what the checks found; only the last can have failed} */
    List<CheckResult> run(Candidate candidate, List<MergeCheck> checks) throws InterruptedException {
        List<CheckResult> results = new ArrayList<>();
        for (MergeCheck check : checks) {
            CheckResult result = runOne(candidate, check);
            results.add(result);
            if (!result.passed()) {
                break;
            }
        }
        return results;
    }

    static boolean passed(List<CheckResult> results) {
        return results.stream().allMatch(CheckResult::passed);
    }

    private CheckResult runOne(Candidate candidate, MergeCheck check) throws InterruptedException {
        try (CandidateView view = new CandidateView(candidate, checkouts)) {
            CheckResult result = check.run(view);
            if (result.passed() && !result.tree().equals(candidate.tree())) {
                return failed(candidate, check, "it answered for tree " + result.tree() + ", not for the candidate");
            }
            return result;
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            // A workspace reports an interruption by its flag and an error; here it is one again.
            if (Thread.interrupted()) {
                throw interruption(check, e);
            }
            return failed(candidate, check, "it threw " + e);
        }
    }

    private static InterruptedException interruption(MergeCheck check, Throwable cause) {
        InterruptedException interrupted = new InterruptedException("interrupted in check " + check.name());
        interrupted.initCause(cause);
        return interrupted;
    }

    private static CheckResult failed(Candidate candidate, MergeCheck check, String why) {
        return new CheckResult(
                check.name(), candidate.tree(), false, "check " + check.name() + " did not pass: " + why, List.of());
    }
}
