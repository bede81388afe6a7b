/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

/** A build tool whose cache the sandbox knows how to show. */
public enum CacheKind {
    /** Maven's local repository and wrapper. */
    MAVEN,
    /** npm's content-addressed store. */
    NPM,
    /** Cargo's registries and git dependencies. */
    CARGO,
    /** Gradle's dependencies. */
    GRADLE,
    /** Go's downloaded modules. */
    GO;

    /** {@return whether the tool is told that there is no network even where it has no cache} */
    boolean alwaysOffline() {
        return this != GRADLE && this != GO;
    }
}
