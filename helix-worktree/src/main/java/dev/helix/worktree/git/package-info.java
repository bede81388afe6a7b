/* SPDX-License-Identifier: Apache-2.0 */
/** Access to git: the command line for everything that changes something, JGit for reading objects in this process. */
package dev.helix.worktree.git;
