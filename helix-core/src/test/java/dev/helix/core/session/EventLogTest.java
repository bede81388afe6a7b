/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.AgentName;
import dev.helix.api.ModelCallId;
import dev.helix.api.Registration;
import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionListener;
import dev.helix.core.journal.InMemoryJournals;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final SessionId SESSION = new SessionId("abc");

    private final Journal journal = new InMemoryJournals().open(SESSION);
    private final EventLog log = new EventLog(
            new SessionState(),
            SESSION,
            Optional.empty(),
            journal,
            Clock.systemUTC(),
            new ListenerQueue(Runnable::run, (delay, action) -> () -> {}));

    @Test
    void listenersHearAllEventsInOrderHoweverManyThreadsReport() throws Exception {
        List<Long> heard = Collections.synchronizedList(new ArrayList<>());
        log.subscribe(event -> heard.add(event.sequence()));
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(t -> new Thread(() -> {
                    awaitQuietly(go);
                    IntStream.range(0, 200).forEach(i -> report("t" + t + "-" + i));
                }))
                .toList();
        threads.forEach(Thread::start);

        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        CountDownLatch told = new CountDownLatch(1);
        log.afterNotifying(told::countDown);
        told.await();

        assertThat(heard)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1600).boxed().toList());
        assertThat(journal.read(1, 2000)).hasSize(1600);
    }

    @Test
    void aListenerThatThrowsDoesNotKeepOthersFromHearing() {
        List<SessionEvent> heard = new ArrayList<>();
        log.subscribe(event -> {
            throw new IllegalStateException("broken listener");
        });
        log.subscribe(heard::add);

        report("one");
        report("two");

        assertThat(heard).hasSize(2);
    }

    @Test
    void aListenerMayReportWithoutBreakingTheOrder() {
        List<Long> heard = new ArrayList<>();
        log.subscribe(event -> {
            if (event.sequence() == 1) {
                report("from the listener");
            }
        });
        log.subscribe(event -> heard.add(event.sequence()));

        report("one");

        assertThat(heard).containsExactly(1L, 2L);
    }

    @Test
    void aClosedRegistrationHearsNothingMore() {
        List<SessionEvent> heard = new ArrayList<>();
        Registration registration = log.subscribe(heard::add);
        report("one");

        registration.close();
        report("two");

        assertThat(heard).hasSize(1);
    }

    @Test
    void passingNewsIsShownAndNotKept() {
        List<Progress> shown = new ArrayList<>();
        log.subscribe(new SessionListener() {
            @Override
            public void event(SessionEvent event) {}

            @Override
            public void progress(Progress progress) {
                shown.add(progress);
            }
        });

        log.progress(Progress.TextDelta.of(AgentName.CODER, new ModelCallId(1), "he"));

        assertThat(shown).containsExactly(Progress.TextDelta.of(AgentName.CODER, new ModelCallId(1), "he"));
        assertThat(log.events(1)).isEmpty();
    }

    @Test
    void eventsCanBeReadFromAnyPosition() {
        report("one");
        report("two");
        report("three");

        assertThat(log.events(2)).extracting(SessionEvent::sequence).containsExactly(2L, 3L);
        assertThat(log.events(9)).isEmpty();
        assertThat(log.events(-5)).hasSize(3);
    }

    @Test
    void pagesHoldTheSameEventsWhetherTheyAreInMemoryOrInTheJournal() {
        IntStream.range(0, 700).forEach(i -> report("event " + i));
        List<SessionEvent> read = new ArrayList<>();

        List<SessionEvent> page = log.events(1, 99);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(99);
            read.addAll(page);
            page = log.events(read.size() + 1L, 99);
        }

        assertThat(read).hasSize(700).isEqualTo(log.events(1));
        assertThatThrownBy(() -> log.events(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private void report(String text) {
        log.event(AgentName.CODER, DeliveryEvents.CompletionClaimed.of(text));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
