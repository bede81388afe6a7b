/* SPDX-License-Identifier: Apache-2.0 */
/** Bindings, reviews and merges, which keep repositories safe. */
package dev.helix.api.worktree;
