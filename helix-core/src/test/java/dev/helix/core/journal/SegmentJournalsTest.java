/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.HelixHome;
import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalGap;
import dev.helix.api.journal.JournalPosition;
import dev.helix.api.journal.JournalRecovery;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.journal.JournalUnreadableException;
import dev.helix.api.journal.LeaseHeldException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SegmentJournalsTest extends JournalStoreContract {
    private static final SessionId OTHER = new SessionId("xyz");

    @TempDir
    private Path temp;

    private final List<JournalRecovery> recoveries = new ArrayList<>();
    private final List<JournalStore> stores = new ArrayList<>();

    @AfterEach
    void closeStores() {
        stores.forEach(JournalStore::close);
    }

    @Override
    JournalStore store() {
        JournalStore store = SegmentJournals.in(HelixHome.at(temp.resolve("home")), recoveries::add);
        stores.add(store);
        return store;
    }

    private void write(SessionId session, int from, int to) {
        try (JournalStore store = SegmentJournals.in(HelixHome.at(temp.resolve("home")));
                Journal journal = store.open(session)) {
            for (int i = from; i <= to; i++) {
                journal.awaitDurable(journal.append(record(i)));
            }
        }
    }

    private List<Path> logs() {
        return list(temp.resolve("home/journal"));
    }

    private Path segment() {
        return list(logs().get(0)).stream()
                .filter(file -> file.toString().endsWith(".jsonl"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyLineIsJsonAndSaysWhatItIs() throws IOException {
        write(SESSION, 1, 1);

        List<String> lines = Files.readAllLines(segment());
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .startsWith("{\"v\":1,\"n\":1,\"d\":0,\"k\":\"segment\",\"log\":\""
                        + logs().get(0).getFileName() + "\",\"previous\":0,\"prev\":\"00000000\",\"_c\":\"");
        assertThat(lines.get(1))
                .startsWith(
                        "{\"v\":1,\"n\":2,\"d\":1,\"s\":\"abc\",\"seq\":1,\"at\":\"2026-01-01T00:00:00.123456789Z\","
                                + "\"type\":\"Type1\",\"record\":" + record(1).json() + ",\"_c\":\"");
        assertThat(lines.get(2)).startsWith("{\"v\":1,\"n\":3,\"d\":2,\"k\":\"close\",\"_c\":\"");
    }

    @Test
    void onlyTheOwnerCanLookInside() throws IOException {
        write(SESSION, 1, 1);

        try (Stream<Path> all = Files.walk(temp.resolve("home"))) {
            for (Path path : all.toList()) {
                assertThat(Files.getPosixFilePermissions(path))
                        .as("%s", path)
                        .isEqualTo(
                                PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
            }
        }
    }

    @Test
    void stateOfAStoreThatWasNeverUsedIsNothing() {
        store();

        assertThat(temp.resolve("home")).doesNotExist();
    }

    @Test
    void laterStoreTakesOverTheLogOfAnEarlierOne() {
        write(SESSION, 1, 2);
        write(OTHER, 1, 1);

        assertThat(logs()).hasSize(1);
        try (Journal journal = store().open(SESSION)) {
            assertThat(all(journal)).containsExactly(record(1), record(2));
        }
        assertThat(recoveries).isEmpty();
    }

    @Test
    void sessionGoesOnInTheLogOfAnotherStoreWhileBothAreOpen() {
        JournalStore one = store();
        JournalStore two = store();
        try (Journal journal = one.open(SESSION)) {
            journal.append(record(1));
        }
        try (Journal journal = two.open(SESSION)) {
            journal.append(record(2));
            assertThat(all(journal)).containsExactly(record(1), record(2));
        }
        try (Journal journal = one.open(SESSION)) {
            journal.append(record(3));

            assertThat(all(journal)).containsExactly(record(1), record(2), record(3));
            assertThat(journal.recovery().isClean()).isTrue();
        }
        assertThat(logs()).hasSize(2);
    }

    @Test
    void lostFileOfASessionIsToldFromTheLogs() throws IOException {
        JournalStore one = store();
        JournalStore two = store();
        try (Journal journal = one.open(SESSION)) {
            journal.append(record(1));
        }
        try (Journal journal = two.open(SESSION)) {
            journal.append(record(2));
        }
        Files.writeString(temp.resolve("home/sessions/abc/journal.json"), "{\"v\":1,\"lo");

        try (Journal journal = two.open(SESSION)) {
            assertThat(all(journal)).containsExactly(record(1), record(2));
        }
    }

    @Test
    void lostFolderOfASessionIsMadeAnewWhenItsLogIsTakenOver() throws IOException {
        write(SESSION, 1, 2);
        Files.delete(temp.resolve("home/sessions/abc/journal.json"));
        Files.delete(temp.resolve("home/sessions/abc"));

        JournalStore store = store();
        assertThat(store.sessions(Optional.empty(), 10)).containsExactly(SESSION);
        try (Journal journal = store.open(SESSION)) {
            assertThat(all(journal)).hasSize(2);
        }
    }

    @Test
    void missingLogOfASessionIsNamed() throws IOException {
        JournalStore one = store();
        try (Journal journal = one.open(SESSION)) {
            journal.append(record(1));
        }
        try (JournalStore two = store();
                Journal journal = two.open(OTHER)) {
            journal.append(record(1));
            Path log = logs().stream()
                    .filter(path -> !path.equals(logOf("xyz")))
                    .findFirst()
                    .orElseThrow();
            Files.move(log, temp.resolve("elsewhere"));

            assertThatThrownBy(() -> two.open(SESSION))
                    .isInstanceOf(JournalUnreadableException.class)
                    .hasMessageContaining(log.toString())
                    .hasMessageContaining("put the directory back");
            assertThat(temp.resolve("home/leases/session-abc.lock")).doesNotExist();
            Files.move(temp.resolve("elsewhere"), log);
        }
    }

    private Path logOf(String session) {
        try {
            String file = Files.readString(temp.resolve("home/sessions/" + session + "/journal.json"));
            return logs().stream()
                    .filter(log -> file.contains(log.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void otherStoreIsRefusedWhatOneHasOpenAndToldWhoHasIt() {
        try (Journal journal = store().open(SESSION)) {
            assertThatThrownBy(() -> store().open(SESSION))
                    .isInstanceOf(LeaseHeldException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("close it there");
            journal.append(record(1));
        }
        store().open(SESSION).close();
    }

    @Test
    void storeOfAnotherClassLoaderIsRefusedWhatOneHasOpen() throws Exception {
        List<URL> code = new ArrayList<>();
        for (Class<?> type : List.of(
                SegmentJournals.class,
                JournalStore.class,
                JsonNode.class,
                JsonFactory.class,
                JsonProperty.class,
                LoggerFactory.class)) {
            code.add(type.getProtectionDomain().getCodeSource().getLocation());
        }
        try (Journal journal = store().open(SESSION);
                URLClassLoader loader =
                        new URLClassLoader(code.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            journal.append(record(1));
            Object home = loader.loadClass(HelixHome.class.getName())
                    .getMethod("at", Path.class)
                    .invoke(null, temp.resolve("home"));
            Class<?> type = loader.loadClass(SegmentJournals.class.getName());
            Object other = type.getMethod("in", home.getClass()).invoke(null, home);
            Object session = loader.loadClass(SessionId.class.getName())
                    .getConstructor(String.class)
                    .newInstance("abc");

            assertThatThrownBy(() -> type.getMethod("open", session.getClass()).invoke(other, session))
                    .hasRootCauseMessage("session-abc is in use by process "
                            + ProcessHandle.current().pid() + " since " + since()
                            + "; it has one owner at a time, so close it there, or end that process, and try again");
            type.getMethod("close").invoke(other);
        }
    }

    private String since() throws IOException {
        String holder = Files.readString(temp.resolve("home/leases/session-abc.json"));
        return holder.replaceAll(".*\"since\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void deletedSessionIsInNoFile() throws IOException {
        JournalStore one = store();
        JournalStore two = store();
        try (Journal journal = one.open(SESSION);
                Journal other = one.open(OTHER)) {
            for (int i = 1; i < 100; i++) {
                journal.append(record(i));
                other.append(record(i));
            }
        }
        try (Journal journal = two.open(SESSION)) {
            journal.append(record(100));
        }

        assertThat(two.delete(SESSION)).isFalse();
        one.close();
        two.close();

        assertThat(filesWith("\"s\":\"abc\"")).isEmpty();
        assertThat(temp.resolve("home/sessions/abc")).doesNotExist();
        try (JournalStore third = store();
                Journal other = third.open(OTHER)) {
            assertThat(all(other)).hasSize(99);
            assertThat(other.recovery().isClean()).isTrue();
            assertThat(third.sessions(Optional.empty(), 9)).containsExactly(OTHER);
        }
        assertThat(recoveries).isEmpty();
    }

    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> all = Files.walk(temp.resolve("home"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> {
                        try {
                            return Files.readString(file).contains(text);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void logWithDeletedSessionsGoesOn() {
        try (JournalStore store = store()) {
            for (int i = 0; i < 3; i++) {
                SessionId deleted = new SessionId("del" + (char) ('a' + i));
                try (Journal journal = store.open(deleted);
                        Journal kept = store.open(SESSION)) {
                    journal.append(record(1));
                    kept.append(record(i + 1));
                }
                assertThat(store.delete(deleted)).isTrue();
            }
        }

        try (JournalStore store = store();
                Journal kept = store.open(SESSION)) {
            assertThat(all(kept)).containsExactly(record(1), record(2), record(3));
        }
        assertThat(recoveries).isEmpty();
    }

    @Test
    void openSessionCannotBeDeleted() {
        JournalStore store = store();
        try (Journal journal = store.open(SESSION)) {
            journal.append(record(1));

            assertThatThrownBy(() -> store.delete(SESSION)).isInstanceOf(LeaseHeldException.class);
            assertThat(all(journal)).hasSize(1);
        }
    }

    @Test
    void homeThatIsAFileIsRefused() throws IOException {
        Files.writeString(temp.resolve("home"), "");

        assertThatThrownBy(() -> store().open(SESSION))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("home");
    }

    @Test
    void linkInPlaceOfALogIsRefused() throws IOException {
        write(SESSION, 1, 1);
        Path log = logs().get(0);
        Files.move(log, temp.resolve("elsewhere"));
        Files.createSymbolicLink(log, temp.resolve("elsewhere"));

        assertThatThrownBy(() -> store().open(SESSION))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(log.toString())
                .hasMessageContaining("links are not followed");
    }

    @Test
    void linkInPlaceOfASegmentIsRefused() throws IOException {
        write(SESSION, 1, 1);
        Path segment = segment();
        Files.move(segment, temp.resolve("elsewhere"));
        Files.createSymbolicLink(segment, temp.resolve("elsewhere"));

        assertThatThrownBy(() -> store().open(SESSION))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(segment.toString())
                .hasMessageContaining("links are not followed");
    }

    @Test
    void damageIsReportedToTheListenerAndToTheSession() throws IOException {
        write(SESSION, 1, 5);
        byte[] bytes = Files.readAllBytes(segment());
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Type3");
        bytes[at]++;
        Files.write(segment(), bytes);

        try (JournalStore store = store();
                Journal journal = store.open(SESSION)) {
            assertThat(recoveries).hasSize(1);
            assertThat(recoveries.get(0).damages()).hasSize(1);
            assertThat(recoveries.get(0).damages().get(0).gaps()).containsExactly(new JournalGap(SESSION, 3, 3));
            assertThat(journal.recovery().damages()).isEqualTo(recoveries.get(0).damages());
            assertThat(all(journal)).containsExactly(record(1), record(2), record(4), record(5));
            assertThat(journal.lastSequence()).isEqualTo(5);
            journal.awaitDurable(journal.append(record(6)));
            assertThat(list(logs().get(0).resolve("quarantine"))).hasSize(1);
        }
        try (JournalStore store = store();
                Journal journal = store.open(SESSION)) {
            assertThat(journal.read(4, 10)).containsExactly(record(4), record(5), record(6));
            assertThat(journal.recovery().damages()).hasSize(1);
        }
    }

    @Test
    void positionThatWasNeverGivenIsRefused() {
        try (Journal journal = store().open(SESSION)) {
            assertThatThrownBy(() -> journal.awaitDurable(new JournalPosition(Long.MAX_VALUE)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
