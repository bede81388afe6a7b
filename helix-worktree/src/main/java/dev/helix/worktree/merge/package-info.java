/* SPDX-License-Identifier: Apache-2.0 */
/** Lands reviewed work: builds the merge beside the base branch, has it checked, moves branch and checkout as one. */
package dev.helix.worktree.merge;
