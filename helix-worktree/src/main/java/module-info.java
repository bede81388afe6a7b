/* SPDX-License-Identifier: Apache-2.0 */
import org.jspecify.annotations.NullMarked;

/** Bindings, write guard, review gate and merge machine for git repositories. */
@NullMarked
module dev.helix.worktree {
    requires transitive dev.helix.core;
    requires org.eclipse.jgit;
    requires org.slf4j;

    exports dev.helix.worktree;
}
