/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.AgentName;
import dev.helix.api.ModelCallId;
import dev.helix.api.SessionId;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerQueueTest {
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<Runnable> timers = Collections.synchronizedList(new ArrayList<>());
    private final ListenerQueue queue = new ListenerQueue(executor, (delay, action) -> {
        timers.add(action);
        return () -> timers.remove(action);
    });

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Test
    void aBlockedListenerHoldsUpNeitherReportersNorTheEndOfATurn() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        queue.subscribe(event -> {
            entered.countDown();
            awaitForEver();
        });

        report(1);
        entered.await();
        report(2);
        queue.afterNotifying(ended::countDown);

        assertThat(ended.getCount()).as("the listener is given its time first").isEqualTo(1);
        timers.get(0).run();
        ended.await();
    }

    @Test
    void aFloodOfNewsIsDroppedByItsSizeAndMarkedWhileEventsAreKept() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Object> heard = Collections.synchronizedList(new ArrayList<>());
        queue.subscribe(new SessionListener() {
            @Override
            public void event(SessionEvent event) {
                entered.countDown();
                awaitQuietly(goOn);
                heard.add(event.sequence());
            }

            @Override
            public void progress(Progress progress) {
                heard.add(progress);
            }
        });
        report(1);
        entered.await();

        Progress large = news("x".repeat(ListenerQueue.PROGRESS_CHARACTERS / 4));
        for (int i = 0; i < 10; i++) {
            queue.progress(large);
        }
        report(2);
        goOn.countDown();
        tellAll();
        queue.progress(news("after the flood"));
        tellAll();

        assertThat(heard)
                .containsExactly(
                        1L, large, large, large, 2L, Progress.Dropped.of(AgentName.CODER, 7), news("after the flood"));
    }

    @Test
    void whoSubscribesHearsNothingReportedBefore() throws Exception {
        List<Long> late = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        queue.subscribe(event -> {
            entered.countDown();
            awaitQuietly(goOn);
        });
        report(1);
        report(2);
        entered.await();

        queue.subscribe(event -> late.add(event.sequence()));
        report(3);
        goOn.countDown();
        tellAll();

        assertThat(late).containsExactly(3L);
    }

    private void report(long sequence) {
        queue.event(SessionEvent.builder(new SessionId("abc"))
                .sequence(sequence)
                .build(DeliveryEvents.CompletionClaimed.of("done")));
        queue.wake();
    }

    private static Progress news(String text) {
        return Progress.TextDelta.of(AgentName.CODER, new ModelCallId(1), text);
    }

    private void tellAll() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        queue.afterNotifying(told::countDown);
        told.await();
    }

    private static void awaitForEver() {
        awaitQuietly(new CountDownLatch(1));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
