/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixHome;
import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalPosition;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalRecovery;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Tests that crash two stores of one home at random moments, on a file system that loses, tears and reorders what was not
 * forced. {@code -Dhelix.loops} multiplies the seeds; a failure names its seed.
 */
class CrashTest {
    private static final int SEEDS = 400 * Integer.getInteger("helix.loops", 1);
    private static final long FIRST_SEED = Long.getLong("helix.seed", 1);
    private static final int CRASHES = 3;
    private static final int STEPS = 25;
    private static final Path HOME = Path.of("/home/helix").toAbsolutePath();

    @Test
    void whatIsFoundAfterACrashIsAPrefixOfWhatWasAppendedAndHoldsWhatWasPromised() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            try {
                new Run(seed).go();
            } catch (Throwable failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    /** What a session should hold. */
    private static final class Expected {
        private final List<JournalRecord> appended = new ArrayList<>();
        private int durable;
        private boolean deleting;
    }

    private static final class Run {
        private final Random random;
        private final CrashFs fs = new CrashFs();
        private final Map<SessionId, Expected> expected = new HashMap<>();
        private final Map<SessionId, Journal> open = new HashMap<>();
        private final Map<Journal, JournalPosition> last = new HashMap<>();
        private final List<JournalRecovery> recoveries = new ArrayList<>();
        private SegmentJournals[] stores = new SegmentJournals[2];
        private int names;

        Run(long seed) {
            this.random = new Random(seed);
        }

        void go() {
            for (int crash = 0; crash < CRASHES; crash++) {
                stores = new SegmentJournals[] {store(), store()};
                fs.crashAt(20L + random.nextInt(400));
                try {
                    check();
                    for (int step = 0; step < STEPS; step++) {
                        step();
                    }
                    fs.crashAt(1);
                    fs.list(HOME);
                } catch (Throwable failure) {
                    if (!fs.crashed()) {
                        throw new AssertionError("after " + crash + " crashes", failure);
                    }
                }
                open.clear();
                last.clear();
                fs.restart(random);
            }
            stores = new SegmentJournals[] {store(), store()};
            check();
        }

        private SegmentJournals store() {
            return new SegmentJournals(
                    new LogDirectories(fs, HelixHome.at(HOME), 700, recoveries::add, this::name),
                    new FileLeases(fs, HOME.resolve("leases"), Clock.systemUTC()));
        }

        private String name() {
            return "log" + "abcdefghijklmnop".charAt(names++ % 16) + "aaaa";
        }

        private SegmentJournals anyStore() {
            return stores[random.nextInt(2)];
        }

        private SessionId anySession() {
            return new SessionId("s" + "abc".charAt(random.nextInt(3)));
        }

        private void step() {
            SessionId session = anySession();
            int what = random.nextInt(100);
            if (what < 60) {
                append(session);
            } else if (what < 75) {
                await(session);
            } else if (what < 85) {
                close(session);
            } else if (what < 90) {
                read(session);
            } else if (what < 95) {
                delete(session);
            } else {
                reopenStore(random.nextInt(2));
            }
        }

        private Journal journal(SessionId session) {
            return open.computeIfAbsent(session, id -> anyStore().open(id));
        }

        private void append(SessionId session) {
            Journal journal = journal(session);
            Expected of = expected.computeIfAbsent(session, id -> new Expected());
            JournalRecord record = JournalRecord.of(
                    of.appended.size() + 1L,
                    Instant.EPOCH,
                    "T",
                    "\"" + "x".repeat(random.nextInt(200)) + random.nextInt() + "\"");
            of.appended.add(record);
            last.put(journal, journal.append(record));
        }

        private void await(SessionId session) {
            Journal journal = journal(session);
            if (last.containsKey(journal)) {
                journal.awaitDurable(last.get(journal));
                promised(session);
            }
        }

        private void promised(SessionId session) {
            Expected of = expected.get(session);
            if (of != null) {
                of.durable = of.appended.size();
            }
        }

        private void close(SessionId session) {
            Journal journal = open.remove(session);
            if (journal != null) {
                journal.close();
                promised(session);
            }
        }

        private void read(SessionId session) {
            Expected of = expected.get(session);
            assertThat(journal(session).read(1, 1000)).isEqualTo(of == null ? List.of() : of.appended);
        }

        private void delete(SessionId session) {
            close(session);
            if (expected.containsKey(session)) {
                expected.get(session).deleting = true;
                if (!anyStore().delete(session)) {
                    // The other store still has records, and gives them up when it is closed.
                    reopenStore(0);
                    reopenStore(1);
                }
                expected.remove(session);
            }
        }

        private void reopenStore(int which) {
            for (SessionId session : List.copyOf(open.keySet())) {
                close(session);
            }
            stores[which].close();
            stores[which] = store();
        }

        /** Reads everything, and takes what is there for what was appended. */
        private void check() {
            for (SessionId session : List.copyOf(expected.keySet())) {
                Expected of = expected.get(session);
                if (of.deleting) {
                    finishDeletion(session);
                    continue;
                }
                try (Journal journal = anyStore().open(session)) {
                    List<JournalRecord> found = journal.read(1, 1000);
                    assertThat(found)
                            .as("session %s", session)
                            .hasSizeGreaterThanOrEqualTo(of.durable)
                            .isEqualTo(of.appended.subList(0, Math.min(found.size(), of.appended.size())));
                    assertThat(journal.recovery().damages()).isEmpty();
                    of.appended.subList(found.size(), of.appended.size()).clear();
                    of.durable = found.size();
                }
            }
            assertThat(recoveries)
                    .allSatisfy(report -> assertThat(report.damages()).isEmpty());
        }

        /** A deletion that a crash ended is finished by deleting again, whatever it had done. */
        private void finishDeletion(SessionId session) {
            stores[0].sessions(Optional.empty(), 9);
            stores[1].sessions(Optional.empty(), 9);
            if (!stores[0].delete(session)) {
                stores[1].close();
                stores[1] = store();
                stores[0].delete(session);
            }
            try (Journal journal = anyStore().open(session)) {
                assertThat(journal.read(1, 9)).isEmpty();
            }
            expected.remove(session);
        }
    }
}
