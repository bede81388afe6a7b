/* SPDX-License-Identifier: Apache-2.0 */
/** The checkouts agents and checks work in, made and looked at without trusting what they hold. */
package dev.helix.worktree.checkout;
