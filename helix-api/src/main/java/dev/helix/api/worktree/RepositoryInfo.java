/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The description of a repository that can be bound. Immutable. */
public final class RepositoryInfo extends Value {
    private final Path root;
    private final String baseBranch;
    private final CommitId head;

    private RepositoryInfo(Path root, String baseBranch, CommitId head) {
        this.root = Objects.requireNonNull(root, "root");
        this.baseBranch = Objects.requireNonNull(baseBranch, "baseBranch");
        this.head = Objects.requireNonNull(head, "head");
    }

    /**
     * Describes a repository.
     *
     * @param root real path of the checkout's top directory
     * @param baseBranch short name of the branch checked out there
     * @param head the commit that branch points at
     * @return the description
     */
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

    @Override
    Map<String, Object> parts() {
        return parts("root", root, "baseBranch", baseBranch, "head", head);
    }
}
