/* SPDX-License-Identifier: Apache-2.0 */
/** The guard of the files of a worktree: every write goes where its path says, or nowhere. */
package dev.helix.worktree.guard;
