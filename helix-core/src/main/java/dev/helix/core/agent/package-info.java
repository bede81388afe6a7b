/* SPDX-License-Identifier: Apache-2.0 */
/** The loop of model calls and tool calls. */
package dev.helix.core.agent;
