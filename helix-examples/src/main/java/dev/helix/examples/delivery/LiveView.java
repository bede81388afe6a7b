/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.AgentName;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * A live view of a running task, with one line per event and, when nothing happens for a while, what the task is
 * waiting for.
 *
 * <p>What is said about each kind of event is registered by {@link AgentEventPrinter} and {@link ManagerEventPrinter}; a kind nobody
 * registered for is left out, since libraries grow new ones. The lock keeps the library's thread and the heartbeat
 * apart.
 */
final class LiveView implements SessionListener, AutoCloseable {
    /** Long enough not to disturb, short enough not to be taken for a hang. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Timeline timeline;
    private final AgentEventPrinter agents;
    private final Map<Class<?>, BiConsumer<AgentName, EventBody>> tellers = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Heartbeat heartbeat;

    LiveView(Screen screen, InstantSource clock) {
        this.clock = clock;
        Activity activity = new Activity();
        this.timeline = new Timeline(screen, activity);
        this.agents = new AgentEventPrinter(timeline, activity);
        agents.register(this);
        new ManagerEventPrinter(timeline, activity).register(this);
        this.heartbeat = Heartbeat.every(SILENCE, () -> at(clock.instant(), agents::stillWaiting));
    }

    /** Says what is told about one kind of event. */
    <B extends EventBody> void on(Class<B> kind, BiConsumer<AgentName, B> teller) {
        tellers.put(kind, (agent, body) -> teller.accept(agent, kind.cast(body)));
    }

    @Override
    public void event(SessionEvent event) {
        BiConsumer<AgentName, EventBody> teller = tellers.get(event.body().getClass());
        if (teller != null) {
            heartbeat.postpone();
            at(event.at(), () -> teller.accept(event.agent(), event.body()));
        }
    }

    @Override
    public void progress(Progress progress) {
        at(clock.instant(), () -> agents.progress(progress));
    }

    private void at(Instant time, Runnable telling) {
        lock.lock();
        try {
            timeline.at(time);
            telling.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        heartbeat.close();
    }
}
