/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.worktree.git.GitCall;
import java.time.Instant;

/**
 * Names who makes the library's commits. Immutable.
 *
 * @param name a person's or program's name
 * @param email its address
 */
public record Identity(String name, String email) {
    /** Used where neither the host nor git's configuration names anybody. */
    private static final Identity FALLBACK = new Identity("Helix", "helix@localhost");

    /**
     * Reads the user configured for a repository.
     *
     * @param call a call on the repository
     * @return the user, or a Helix identity where name or address is missing
     * @throws InterruptedException if the calling thread was interrupted
     */
    public static Identity configured(GitCall call) throws InterruptedException {
        String name = call.run("config", "--get", "user.name").text();
        String email = call.run("config", "--get", "user.email").text();
        return name.isBlank() || email.isBlank() ? FALLBACK : new Identity(name, email);
    }

    GitCall sign(GitCall call, Instant at) {
        String date = "@" + at.getEpochSecond() + " +0000";
        return call.with("GIT_AUTHOR_NAME", name)
                .with("GIT_AUTHOR_EMAIL", email)
                .with("GIT_AUTHOR_DATE", date)
                .with("GIT_COMMITTER_NAME", name)
                .with("GIT_COMMITTER_EMAIL", email)
                .with("GIT_COMMITTER_DATE", date);
    }
}
