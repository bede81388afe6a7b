/* SPDX-License-Identifier: Apache-2.0 */
/** Runs the loop of model calls and tool calls. */
package dev.helix.core.agent;
