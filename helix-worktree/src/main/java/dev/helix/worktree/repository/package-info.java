/* SPDX-License-Identifier: Apache-2.0 */
/** Repositories: which can be bound, how worktrees and branches are named, who has a branch checked out. */
package dev.helix.worktree.repository;
