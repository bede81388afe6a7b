/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.MergeCheck;
import dev.helix.api.worktree.MergeRequest;
import java.util.ArrayList;
import java.util.List;

/** A runner of merge checks on a candidate, one after the other, until one fails. Holds no lock. */
public final class CheckRunner {
    private final CandidateCheckouts checkouts;
    private final BindingInfo binding;
    private final MergeRequest request;

    /**
     * Combines what is needed.
     *
     * @param checkouts makes the checkouts of candidates
     * @param binding whose work is checked
     * @param request the checks, and on whose behalf they run
     */
    public CheckRunner(CandidateCheckouts checkouts, BindingInfo binding, MergeRequest request) {
        this.checkouts = checkouts;
        this.binding = binding;
        this.request = request;
    }

    /** Runs the checks of the request; returns one result per check up to the first that failed. */
    public List<CheckResult> run(Candidate candidate) throws InterruptedException {
        List<CheckResult> results = new ArrayList<>();
        for (MergeCheck check : request.checks()) {
            CheckResult result = runOne(candidate, check);
            results.add(result);
            if (!result.passed()) {
                break;
            }
        }
        return results;
    }

    private CheckResult runOne(Candidate candidate, MergeCheck check) throws InterruptedException {
        try (CandidateView view = new CandidateView(candidate, checkouts, binding, request)) {
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
        return CheckResult.failed(check.name(), candidate.tree(), "check " + check.name() + " did not pass: " + why);
    }
}
