/* SPDX-License-Identifier: Apache-2.0 */
/** Makes the checkouts agents and checks work in, and looks at them without trusting what they hold. */
package dev.helix.worktree.checkout;
