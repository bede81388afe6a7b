/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.Limits;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * The environment that all agents of one Helix instance share.
 *
 * @param executor runs tool calls side by side; must not run them on the calling thread
 * @param clock measures durations for events
 */
public record AgentEnvironment(Executor executor, InstantSource clock, Limits limits) {}
