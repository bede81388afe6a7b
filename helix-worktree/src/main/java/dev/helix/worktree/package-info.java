/* SPDX-License-Identifier: Apache-2.0 */
/** Isolated worktrees of git repositories for sessions: the factory hosts pass to Helix, and its choices. */
package dev.helix.worktree;
