/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Engines that are programs: coding agents of the command line and agents that speak the Agent Client Protocol, run
 * within the session's workspace.
 */
package dev.helix.llm.cli;
