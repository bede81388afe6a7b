/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The landing of reviewed work: building the merge beside the base branch, having it checked, moving branch and
 * checkout as one.
 */
package dev.helix.worktree.merge;
