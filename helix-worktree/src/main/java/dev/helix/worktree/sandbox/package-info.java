/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The operating system boundary that confines the commands of agents.
 *
 * <p>A {@link dev.helix.worktree.sandbox.CommandSandbox} describes the process that runs a command behind the boundary;
 * the process runner of helix-core starts it. What a command sees is a list: {@link
 * dev.helix.worktree.sandbox.HostView} for every command, {@link dev.helix.worktree.sandbox.SandboxLayout} for one. There is no silent fallback: a boundary that
 * cannot be put up refuses, and a weaker one is in force only if the host chose it.
 */
package dev.helix.worktree.sandbox;
