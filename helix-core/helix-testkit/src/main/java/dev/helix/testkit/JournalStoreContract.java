/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import static java.util.Objects.requireNonNull;

import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.journal.Lease;
import dev.helix.api.journal.LeaseHeldException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The promises of every {@link JournalStore}, as checks that an implementation runs in its tests. They need no test
 * framework; with JUnit they become tests like this:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> contract() {
 *     return JournalStoreContract.checks(() -> PostgresJournals.of(dataSource))
 *             .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
 * }
 * }</pre>
 *
 * <p>What a crash leaves behind cannot be checked from outside and is left to the implementation's own tests.
 */
public final class JournalStoreContract {
    private final Supplier<JournalStore> stores;
    private int sessions;

    private JournalStoreContract(Supplier<JournalStore> stores) {
        this.stores = stores;
    }

    /** One promise, checked when it is run. */
    public static final class Check {
        private final String name;
        private final Body body;
        private final Supplier<JournalStore> stores;

        private Check(String name, Body body, Supplier<JournalStore> stores) {
            this.name = name;
            this.body = body;
            this.stores = stores;
        }

        /** {@return the promise, a sentence without spaces} */
        public String name() {
            return name;
        }

        /**
         * Checks the promise with a store of its own, which it closes.
         *
         * @throws AssertionError if it is not kept
         * @throws Exception if the store fails
         */
        public void run() throws Exception {
            body.run(new JournalStoreContract(stores));
        }
    }

    @FunctionalInterface
    private interface Body {
        void run(JournalStoreContract contract) throws Exception;
    }

    /**
     * Lists the checks.
     *
     * @param stores opens another store on the same content each time, as another process would; the first time there is
     *     none of the sessions that begin with {@code contract}
     * @return the checks, independent of each other
     */
    public static Stream<Check> checks(Supplier<JournalStore> stores) {
        requireNonNull(stores, "stores");
        Map<String, Body> all = new LinkedHashMap<>();
        all.put("newJournalIsEmpty", JournalStoreContract::newJournalIsEmpty);
        all.put("recordsAreReadInOrder", JournalStoreContract::recordsAreReadInOrder);
        all.put("pagesFollowEachOther", JournalStoreContract::pagesFollowEachOther);
        all.put("closedJournalIsReadAndTakesNothing", JournalStoreContract::closedJournalIsReadAndTakesNothing);
        all.put("journalGoesOnWhereItWasClosed", JournalStoreContract::journalGoesOnWhereItWasClosed);
        all.put("journalGoesOnInAnotherStore", JournalStoreContract::journalGoesOnInAnotherStore);
        all.put("recordOutOfSequenceIsRefused", JournalStoreContract::recordOutOfSequenceIsRefused);
        all.put("recordOfSeveralLinesIsRefused", JournalStoreContract::recordOfSeveralLinesIsRefused);
        all.put("loneSurrogateIsRefused", JournalStoreContract::loneSurrogateIsRefused);
        all.put("textIsKeptCharacterForCharacter", JournalStoreContract::textIsKeptCharacterForCharacter);
        all.put("sessionHasOneOwner", JournalStoreContract::sessionHasOneOwner);
        all.put("journalsOfSessionsAreApart", JournalStoreContract::journalsOfSessionsAreApart);
        all.put("sessionsAreListedInPages", JournalStoreContract::sessionsAreListedInPages);
        all.put("deletedSessionIsGone", JournalStoreContract::deletedSessionIsGone);
        all.put("openSessionIsNotDeleted", JournalStoreContract::openSessionIsNotDeleted);
        all.put("tokensOfALeaseGrow", JournalStoreContract::tokensOfALeaseGrow);
        all.put("leaseOfAnotherFormIsRefused", JournalStoreContract::leaseOfAnotherFormIsRefused);
        all.put("threadsShareAJournal", JournalStoreContract::threadsShareAJournal);
        all.put("interruptHarmsNothing", JournalStoreContract::interruptHarmsNothing);
        return all.entrySet().stream().map(check -> new Check(check.getKey(), check.getValue(), stores));
    }

    private SessionId session() {
        return new SessionId("contract" + "abcdefghij".charAt(sessions++));
    }

    private static JournalRecord record(long sequence) {
        return JournalRecord.of(
                sequence,
                Instant.parse("2026-01-01T00:00:00.123456789Z"),
                "Type" + sequence,
                "{\"n\":" + sequence + ",\"text\":\"\u00fc \\\"record\\\": \\n\"}");
    }

    private static List<JournalRecord> records(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(JournalStoreContract::record)
                .toList();
    }

    private static List<JournalRecord> all(Journal journal) {
        return journal.read(1, 100_000);
    }

    private static void append(Journal journal, long from, long to) {
        records(from, to).forEach(record -> journal.awaitDurable(journal.append(record)));
    }

    private void newJournalIsEmpty() {
        SessionId session = session();
        try (JournalStore store = stores.get();
                Journal journal = store.open(session)) {
            equal(session, journal.session());
            equal(0L, journal.lastSequence());
            equal(List.of(), all(journal));
            check(journal.recovery().isClean(), "a new journal has lost something");
            check(journal.lease().held(), "an open journal has no lease");
        } finally {
            clean();
        }
    }

    private void recordsAreReadInOrder() {
        try (JournalStore store = stores.get();
                Journal journal = store.open(session())) {
            journal.append(record(1));
            journal.append(record(2));

            equal(2L, journal.lastSequence());
            equal(records(1, 2), all(journal));
            append(journal, 3, 3);
            equal(records(1, 3), all(journal));
        } finally {
            clean();
        }
    }

    private void pagesFollowEachOther() {
        try (JournalStore store = stores.get();
                Journal journal = store.open(session())) {
            for (long i = 1; i <= 200; i++) {
                journal.append(record(i));
            }

            equal(records(1, 70), journal.read(1, 70));
            equal(records(71, 140), journal.read(71, 70));
            equal(records(141, 200), journal.read(141, 70));
            equal(List.of(), journal.read(201, 70));
            refused(IllegalArgumentException.class, () -> journal.read(0, 1));
            refused(IllegalArgumentException.class, () -> journal.read(1, 0));
        } finally {
            clean();
        }
    }

    private void closedJournalIsReadAndTakesNothing() {
        try (JournalStore store = stores.get()) {
            Journal journal = store.open(session());
            append(journal, 1, 1);
            journal.close();
            journal.close();

            equal(records(1, 1), all(journal));
            check(!journal.lease().held(), "a closed journal has a lease");
            refused(JournalException.class, () -> journal.append(record(2)));
        } finally {
            clean();
        }
    }

    private void journalGoesOnWhereItWasClosed() {
        SessionId session = session();
        try (JournalStore store = stores.get()) {
            try (Journal journal = store.open(session)) {
                append(journal, 1, 1);
            }
            try (Journal journal = store.open(session)) {
                append(journal, 2, 2);
                equal(records(1, 2), all(journal));
            }
        } finally {
            clean();
        }
    }

    private void journalGoesOnInAnotherStore() {
        SessionId session = session();
        try (JournalStore one = stores.get();
                JournalStore two = stores.get()) {
            for (long i = 1; i <= 4; i++) {
                try (Journal journal = (i % 2 == 0 ? one : two).open(session)) {
                    append(journal, i, i);
                    equal(records(1, i), all(journal));
                }
            }
        } finally {
            clean();
        }
    }

    private void recordOutOfSequenceIsRefused() {
        try (JournalStore store = stores.get();
                Journal journal = store.open(session())) {
            journal.append(record(1));

            refused(JournalException.class, () -> journal.append(record(1)));
            refused(JournalException.class, () -> journal.append(record(3)));
            equal(records(1, 1), all(journal));
        } finally {
            clean();
        }
    }

    private void recordOfSeveralLinesIsRefused() {
        try (JournalStore store = stores.get();
                Journal journal = store.open(session())) {
            refused(
                    IllegalArgumentException.class,
                    () -> journal.append(JournalRecord.of(1, Instant.EPOCH, "T", "{\n}")));
        } finally {
            clean();
        }
    }

    private void loneSurrogateIsRefused() {
        try (JournalStore store = stores.get();
                Journal journal = store.open(session())) {
            refused(
                    IllegalArgumentException.class,
                    () -> journal.append(JournalRecord.of(1, Instant.EPOCH, "T", "\"\ud83d\"")));
        } finally {
            clean();
        }
    }

    private void textIsKeptCharacterForCharacter() {
        List<String> texts = List.of(
                "{}",
                "{ \"b\" : 1.0, \"a\": 1e2 }",
                "\"\\u0000\\u2028\\ud83d \u2028 e\u0301 \u00e9 \ud83d\ude00\"",
                "\"" + "x".repeat(1 << 20) + "\"");
        SessionId session = session();
        try (JournalStore store = stores.get()) {
            List<JournalRecord> records = new ArrayList<>();
            try (Journal journal = store.open(session)) {
                for (String text : texts) {
                    records.add(JournalRecord.of(records.size() + 1L, Instant.EPOCH, "type \"of\" \u00fc", text));
                    journal.append(records.get(records.size() - 1));
                }
            }
            try (Journal journal = store.open(session)) {
                equal(records, all(journal));
            }
        } finally {
            clean();
        }
    }

    private void sessionHasOneOwner() {
        SessionId session = session();
        try (JournalStore one = stores.get();
                JournalStore two = stores.get()) {
            try (Journal journal = one.open(session)) {
                refused(LeaseHeldException.class, () -> one.open(session));
                refused(LeaseHeldException.class, () -> two.open(session));
                append(journal, 1, 1);
            }
            two.open(session).close();
        } finally {
            clean();
        }
    }

    private void journalsOfSessionsAreApart() {
        try (JournalStore store = stores.get();
                Journal one = store.open(session());
                Journal two = store.open(session())) {
            append(one, 1, 2);

            equal(List.of(), all(two));
            append(two, 1, 1);
            equal(records(1, 2), all(one));
        } finally {
            clean();
        }
    }

    private void sessionsAreListedInPages() {
        try (JournalStore store = stores.get()) {
            List<SessionId> made = List.of(session(), session(), session());
            for (SessionId session : made) {
                try (Journal journal = store.open(session)) {
                    append(journal, 1, 1);
                }
            }

            equal(made.subList(0, 2), store.sessions(Optional.of(new SessionId("contract")), 2));
            equal(made.subList(2, 3), store.sessions(Optional.of(made.get(1)), 1));
            refused(IllegalArgumentException.class, () -> store.sessions(Optional.empty(), 0));
        } finally {
            clean();
        }
    }

    private void deletedSessionIsGone() {
        SessionId session = session();
        SessionId other = session();
        try (JournalStore store = stores.get()) {
            for (SessionId each : List.of(session, other)) {
                try (Journal journal = store.open(each)) {
                    append(journal, 1, 3);
                }
            }

            check(store.delete(session), "a copy is left");
            equal(List.of(other), store.sessions(Optional.of(new SessionId("contract")), 9));
            try (Journal journal = store.open(session)) {
                equal(List.of(), all(journal));
            }
            try (Journal journal = store.open(other)) {
                equal(records(1, 3), all(journal));
            }
            store.delete(session);
            check(store.delete(session), "a session that is not there is not gone");
        } finally {
            clean();
        }
    }

    private void openSessionIsNotDeleted() {
        SessionId session = session();
        try (JournalStore store = stores.get();
                Journal journal = store.open(session)) {
            append(journal, 1, 1);

            refused(LeaseHeldException.class, () -> store.delete(session));
            equal(records(1, 1), all(journal));
        } finally {
            clean();
        }
    }

    private void tokensOfALeaseGrow() {
        long last = 0;
        try (JournalStore one = stores.get();
                JournalStore two = stores.get()) {
            for (int i = 0; i < 6; i++) {
                Lease lease = (i % 2 == 0 ? one : two).leases().acquire("contract-lease");
                equal("contract-lease", lease.name());
                check(lease.held(), "a new lease is not held");
                check(lease.token() > last, "token " + lease.token() + " follows " + last);
                refused(LeaseHeldException.class, () -> one.leases().acquire("contract-lease"));
                last = lease.token();
                lease.close();
                check(!lease.held(), "a released lease is held");
            }
        }
    }

    private void leaseOfAnotherFormIsRefused() {
        try (JournalStore store = stores.get()) {
            for (String name : List.of("", "../x", "A", "1a", "a b", "a".repeat(65))) {
                refused(IllegalArgumentException.class, () -> store.leases().acquire(name));
            }
        }
    }

    private void threadsShareAJournal() throws InterruptedException {
        try (JournalStore store = stores.get();
                Journal journal = store.open(session())) {
            AtomicLong last = new AtomicLong();
            Runnable appendHundred = () -> {
                for (int i = 0; i < 100; i++) {
                    synchronized (last) {
                        journal.append(record(last.incrementAndGet()));
                    }
                }
            };
            List<Thread> threads = List.of(new Thread(appendHundred), new Thread(appendHundred));
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }

            equal(records(1, 200), all(journal));
        } finally {
            clean();
        }
    }

    private void interruptHarmsNothing() {
        try (JournalStore store = stores.get();
                Journal journal = store.open(session())) {
            Thread.currentThread().interrupt();
            append(journal, 1, 1);

            check(Thread.interrupted(), "the interrupt was swallowed");
            append(journal, 2, 2);
            equal(records(1, 2), all(journal));
        } finally {
            clean();
        }
    }

    /** Deletes what a check has left, so that the next one finds none of it. */
    private void clean() {
        try (JournalStore store = stores.get()) {
            store.sessions(Optional.of(new SessionId("contract")), 100).stream()
                    .filter(session -> session.value().startsWith("contract"))
                    .forEach(store::delete);
        }
    }

    private static void equal(Object expected, Object actual) {
        check(expected.equals(actual), "expected " + shortened(expected) + ", was " + shortened(actual));
    }

    private static String shortened(Object value) {
        String text = String.valueOf(value);
        return text.length() > 500 ? text.substring(0, 500) + "..." : text;
    }

    private static void refused(Class<? extends Exception> expected, Callable<?> call) {
        try {
            call.call();
        } catch (Exception refusal) {
            check(expected.isInstance(refusal), "expected " + expected.getName() + ", was " + refusal);
            return;
        }
        throw new AssertionError("expected " + expected.getName() + ", nothing was thrown");
    }

    private static void check(boolean kept, String problem) {
        if (!kept) {
            throw new AssertionError(problem);
        }
    }
}
