/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.worktree.git.GitCall;
import dev.helix.worktree.git.Settings;
import java.time.Instant;
import java.util.Optional;

/** The name and email address under which the library makes its commits. Immutable. */
public record Identity(String name, String email) {
    /** Used where neither the host nor git's configuration names anybody. */
    private static final Identity FALLBACK = new Identity("Helix", "helix@localhost");

    /** {@return the user configured for a repository, or a Helix identity where name or address is missing} */
    public static Identity configured(Settings settings) {
        Optional<String> name = settings.value("user.name");
        Optional<String> email = settings.value("user.email");
        return name.isPresent() && email.isPresent() ? new Identity(name.get(), email.get()) : FALLBACK;
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
