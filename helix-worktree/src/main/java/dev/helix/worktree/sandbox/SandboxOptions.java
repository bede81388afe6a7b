/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A host's choices about what commands may see and use. Immutable.
 *
 * @param readable files and directories shown beyond the system and its toolchains, real paths
 * @param caches build caches shown
 * @param controlGroup a directory of the cgroup file system in which this user may make groups, for exact limits
 */
public record SandboxOptions(List<Path> readable, Set<CacheKind> caches, Optional<Path> controlGroup) {
    /** Nothing beyond the system, its toolchains and every build cache. */
    public static final SandboxOptions DEFAULTS =
            new SandboxOptions(List.of(), Set.of(CacheKind.values()), Optional.empty());

    public SandboxOptions {
        readable = List.copyOf(readable);
        caches = Set.copyOf(caches);
    }
}
