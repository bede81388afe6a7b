/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import dev.helix.core.process.ProcessStartException;
import dev.helix.worktree.git.Git;
import dev.helix.worktree.git.GitVersion;

/** The requirement that a git program is there and recent enough. */
final class GitRequirement {
    private static final String NAME_ANOTHER = "name the program with GitWorktrees.builder().git(path)";

    private GitRequirement() {}

    static void check(Git git) throws InterruptedException {
        String banner = banner(git);
        GitVersion found = GitVersion.parse(banner)
                .orElseThrow(() -> new GitUnavailableException(
                        "'" + git.program() + " --version' printed '" + banner + "', which names no git version; "
                                + NAME_ANOTHER,
                        null));
        if (found.compareTo(GitVersion.OLDEST_SUPPORTED) < 0) {
            throw new GitUnavailableException(
                    "'" + git.program() + "' is git " + found + ", but " + GitVersion.OLDEST_SUPPORTED
                            + " or newer is needed to merge without touching a checkout; upgrade it, or "
                            + NAME_ANOTHER,
                    null);
        }
    }

    private static String banner(Git git) throws InterruptedException {
        try {
            return git.banner();
        } catch (ProcessStartException e) {
            throw new GitUnavailableException(
                    "git was not found as '" + git.program() + "'; install git " + GitVersion.OLDEST_SUPPORTED
                            + " or newer, or " + NAME_ANOTHER,
                    e);
        }
    }
}
