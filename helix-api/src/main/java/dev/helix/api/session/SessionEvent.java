/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.AgentName;
import dev.helix.api.SessionId;
import java.time.Instant;

/**
 * One durable entry of a session's history: who did what, when. Immutable.
 *
 * <p>A SubAgent's events are part of the session that dispatched it, told apart by {@link #agent()}.
 *
 * @param session the session
 * @param sequence position in the session, counted from 1 without gaps
 * @param at when, by the clock the library was given
 * @param agent whose doing it was
 * @param body what happened
 */
public record SessionEvent(SessionId session, long sequence, Instant at, AgentName agent, EventBody body) {}
