/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HoldTest {

    private static final String HELD = "\"group\":\"parts\",\"holdUntil\":3";

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final ReplayEngines engines =
            ReplayEngines.of(Cassette.parse("{\"format\":\"helix-cassette/1\",\"kind\":\"authored\",\"conversations\":["
                    + "{\"name\":\"a\",\"opens\":\"part a\",\"replies\":[{\"text\":\"A\"," + HELD + "}]},"
                    + "{\"name\":\"other\",\"opens\":\"part\",\"replies\":[{\"text\":\"other\"," + HELD + "}]}]}"));

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private Callable<String> asking(ReplayEngines from, String text) {
        return () -> Conversations.with(from).say(text).message().text();
    }

    @Test
    void nobodyIsAnsweredUntilAllHaveAsked() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        List<Future<String>> early = new ArrayList<>();
        for (String text : List.of("part a", "part b")) {
            early.add(threads.submit(() -> {
                String answer = asking(engines, text).call();
                answered.incrementAndGet();
                return answer;
            }));
        }
        // The third request is the only thing that can let the first two go, so neither was answered before.
        assertThat(answered).hasValue(0);

        assertThat(asking(engines, "part c").call()).isEqualTo("other");
        assertThat(early.get(0).get()).isEqualTo("A");
        assertThat(early.get(1).get()).isEqualTo("other");
        assertThat(asking(engines, "part d").call()).isEqualTo("other");
    }

    @Test
    void aRepeatedRequestCountsOnce() {
        ReplayEngines impatient = engines.holdLimit(Duration.ofMillis(20));

        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(asking(impatient, "part a")::call)
                    .isInstanceOf(CassetteHoldException.class)
                    .hasMessageContaining("group 'parts' waits for 3 different requests; 1 arrived within 20 ms");
        }
    }

    @Test
    void aHeldRequestCanBeInterrupted() {
        Future<Throwable> held = threads.submit(() -> {
            Thread.currentThread().interrupt();
            try {
                return new AssertionError(asking(engines, "part a").call());
            } catch (InterruptedException e) {
                return e;
            }
        });

        assertThat(held).succeedsWithin(Duration.ofSeconds(30)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void manyAgentsShareOneCassette() throws ExecutionException, InterruptedException {
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(threads.submit(asking(engines, i % 2 == 0 ? "part a " + i : "part " + i)));
        }

        for (int i = 0; i < 8; i++) {
            assertThat(all.get(i).get()).isEqualTo(i % 2 == 0 ? "A" : "other");
        }
    }
}
