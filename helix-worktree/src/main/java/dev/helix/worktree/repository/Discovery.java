/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.api.worktree.RepositoryUnsuitableException.Reason;
import dev.helix.worktree.git.GitCall;
import dev.helix.worktree.git.GitResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The location where a repository was found. Immutable.
 *
 * @param root real path of the checkout
 * @param gitDir real path of the checkout's own git directory
 * @param commonDir real path of the git directory all checkouts share
 */
record Discovery(Path root, Path gitDir, Path commonDir) {
    private static final List<String> QUESTIONS = List.of("--show-toplevel", "--absolute-git-dir", "--git-common-dir");

    /** Lets git find the repository around a directory. */
    static Discovery around(Path directory, GitCall call) throws InterruptedException {
        List<String> answers = answers(directory, call);
        return new Discovery(
                real(directory, answers.get(0)), real(directory, answers.get(1)), real(directory, answers.get(2)));
    }

    /** Asks everything at once; only where that fails, or a path holds a line feed, one by one. */
    private static List<String> answers(Path directory, GitCall call) throws InterruptedException {
        List<String> line = new ArrayList<>(List.of("rev-parse"));
        line.addAll(QUESTIONS);
        GitResult all = call.run(line.toArray(String[]::new));
        List<String> answers = all.text().lines().toList();
        if (all.ok() && answers.size() == QUESTIONS.size()) {
            return answers;
        }
        requireCheckout(directory, call);
        List<String> each = new ArrayList<>();
        for (String question : QUESTIONS) {
            each.add(call.run("rev-parse", question)
                    .require("find the repository around " + directory)
                    .text());
        }
        return each;
    }

    private static void requireCheckout(Path directory, GitCall call) throws InterruptedException {
        GitResult inside = call.run("rev-parse", "--is-bare-repository", "--is-inside-work-tree");
        if (!inside.ok()) {
            throw notFound(directory, inside.complaint());
        }
        if (inside.text().equals("true\nfalse")) {
            throw Inspector.unsuitable(
                    Reason.BARE, directory + " is a bare repository; name a checkout, made by 'git worktree add'");
        }
        if (inside.text().endsWith("false")) {
            throw Inspector.unsuitable(
                    Reason.NOT_A_REPOSITORY,
                    directory + " lies inside a git directory; name a directory of the checkout");
        }
    }

    private static RuntimeException notFound(Path directory, String complaint) {
        if (complaint.contains("dubious ownership")) {
            return Inspector.unsuitable(
                    Reason.UNSUPPORTED, directory + " belongs to another user and git does not trust it: " + complaint);
        }
        return Inspector.unsuitable(
                Reason.NOT_A_REPOSITORY,
                directory + " is in no git repository (" + complaint
                        + "); name a directory inside a checkout, or run 'git init' and commit first");
    }

    private static Path real(Path directory, String answer) {
        try {
            return directory.resolve(answer).toRealPath();
        } catch (IOException e) {
            throw Inspector.unsuitable(
                    Reason.NOT_A_REPOSITORY,
                    answer + " of the repository around " + directory + " cannot be resolved (" + e.getMessage()
                            + "); check permissions");
        }
    }
}
