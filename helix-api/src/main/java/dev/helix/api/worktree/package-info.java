/* SPDX-License-Identifier: Apache-2.0 */
/** Keeps repositories safe: bindings, reviews, merges. */
package dev.helix.api.worktree;
