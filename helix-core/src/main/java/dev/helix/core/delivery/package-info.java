/* SPDX-License-Identifier: Apache-2.0 */
/** The delivery of finished work from the worktree to the base branch, in a fixed order. */
package dev.helix.core.delivery;
