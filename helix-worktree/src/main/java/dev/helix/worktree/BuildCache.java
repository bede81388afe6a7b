/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

/**
 * The store of downloaded dependencies a build tool keeps in the user's home directory.
 *
 * <p>Sandboxed commands, which have no network, read what is in it; what they add goes to a private place that ends
 * with the command. Passwords and settings beside the store stay out of sight.
 */
public enum BuildCache {
    /**
     * Maven's local repository and the distributions of its wrapper. Maven 3.9 and newer install into a private head;
     * older ones find the repository read-only, so that {@code mvn package} works and {@code mvn install} does not.
     */
    MAVEN,
    /** npm's content and its index. */
    NPM,
    /** Cargo's registries and git dependencies. */
    CARGO,
    /** Gradle's dependencies, as its read-only dependency cache; the wrapper's distributions are not shown. */
    GRADLE,
    /** The modules Go downloaded, as a module proxy; each command unpacks what it needs into a private head. */
    GO
}
