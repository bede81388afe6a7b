/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The binding that ties a session to its isolated checkout: making it, looking at it safely, committing, reviewing,
 * ending it.
 */
package dev.helix.worktree.binding;
