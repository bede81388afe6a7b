/* SPDX-License-Identifier: Apache-2.0 */
/** Gives sessions isolated worktrees of git repositories: the factory hosts pass to Helix, and its choices. */
package dev.helix.worktree;
