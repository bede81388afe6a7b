/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixException;
import java.util.Locale;

/**
 * Thrown when a directory's repository cannot be bound: there is none, it is bare, it has no commit, or its head is
 * detached.
 */
public final class RepositoryUnsuitableException extends HelixException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** The reason why a repository cannot be bound. Later releases add reasons: keep a default branch. */
    public enum Reason {
        /** The directory is in no git repository, or does not exist. */
        NOT_A_REPOSITORY,
        /** The repository has no checkout. */
        BARE,
        /** The current branch has no commit yet. */
        UNBORN,
        /** No branch is checked out. */
        DETACHED,
        /** A branch of the user's has the name below which isolated branches are made. */
        BRANCH_NAME_TAKEN,
        /** The repository uses a feature this version cannot keep safe. */
        UNSUPPORTED
    }

    /**
     * Creates the error.
     *
     * @param reason why it cannot be bound
     * @param message the directory and the way out
     */
    public RepositoryUnsuitableException(Reason reason, String message) {
        super(
                "repository-"
                        + requireNonNull(reason, "reason")
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'),
                message);
        this.reason = reason;
    }

    /** {@return why it cannot be bound} */
    public Reason reason() {
        return reason;
    }
}
