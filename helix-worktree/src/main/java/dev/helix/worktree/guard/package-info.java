/* SPDX-License-Identifier: Apache-2.0 */
/** Guards the files of a worktree: every write goes where its path says, or nowhere. */
package dev.helix.worktree.guard;
