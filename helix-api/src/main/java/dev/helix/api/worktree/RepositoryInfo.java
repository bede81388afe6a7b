/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.NamedParts;
import java.nio.file.Path;

/** The description of a repository that can be bound. Immutable. */
public final class RepositoryInfo extends NamedParts {
    private final Path root;
    private final String baseBranch;
    private final CommitId head;

    private RepositoryInfo(Path root, String baseBranch, CommitId head) {
        super("root, baseBranch, head", root, baseBranch, head);
        this.root = root;
        this.baseBranch = baseBranch;
        this.head = head;
    }

    /** Creates a description. */
    public static RepositoryInfo of(Path root, String baseBranch, CommitId head) {
        return new RepositoryInfo(root, baseBranch, head);
    }

    /** {@return the real path of the checkout's top directory} */
    public Path root() {
        return root;
    }

    /** {@return the short name of the branch checked out there, for example {@code main}} */
    public String baseBranch() {
        return baseBranch;
    }

    /** {@return the commit that branch points at} */
    public CommitId head() {
        return head;
    }
}
