/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

/**
 * A listener that hears a session. Implemented by hosts.
 *
 * <p>Events of one session arrive in order, one at a time, on a thread of the library and never under one of its
 * locks. A listener that throws is logged once and keeps being called. It may close the session, and must not wait for
 * a turn of it: the turn may be waiting for the listener.
 */
@FunctionalInterface
public interface SessionListener {
    /**
     * Receives a durable event, after it was journalled.
     *
     * @param event the event
     */
    void event(SessionEvent event);

    /**
     * Receives passing news; does nothing unless overridden.
     *
     * @param progress the news
     */
    default void progress(Progress progress) {}
}
