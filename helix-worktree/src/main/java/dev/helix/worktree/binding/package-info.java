/* SPDX-License-Identifier: Apache-2.0 */
/** Ties a session to its isolated checkout: makes it, looks at it safely, commits, reviews, ends it. */
package dev.helix.worktree.binding;
