/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.HelixHome;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.journal.LeaseHeldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesJournalsTest extends JournalStoreContract {

    @TempDir
    private Path temp;

    private final List<Recovery> recoveries = new ArrayList<>();
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = temp.resolve("home/sessions/abc/journal.jsonl");
    }

    @Override
    JournalStore store() {
        return JsonLinesJournals.in(HelixHome.at(temp.resolve("home")), recoveries::add);
    }

    private void writeRecords(int count) {
        try (Journal journal = store().open(SESSION)) {
            for (int i = 1; i <= count; i++) {
                journal.append(record(i));
            }
        }
    }

    @Test
    void theFileIsPlainJsonLines() throws IOException {
        writeRecords(1);

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"v\":1,\"format\":\"helix-journal\",\"session\":\"abc\"}",
                        "{\"seq\":1,\"at\":\"2026-01-01T00:00:00.123456789Z\",\"type\":\"Type1\",\"record\":"
                                + record(1).json() + "}");
    }

    @Test
    void onlyTheOwnerCanLookInside() throws IOException {
        writeRecords(1);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(file.resolveSibling("LOCK")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        for (Path directory = file.getParent(); !directory.equals(temp); directory = directory.getParent()) {
            assertThat(Files.getPosixFilePermissions(directory))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void everyPossibleTornTailIsCutAndTold() throws IOException {
        writeRecords(2);
        byte[] whole = Files.readAllBytes(file);
        int lastLine = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf("{\"seq\":2");

        for (int length = lastLine + 1; length < whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            recoveries.clear();
            try (Journal journal = store().open(SESSION)) {
                assertThat(all(journal)).containsExactly(record(1));
                journal.append(record(2));
                assertThat(all(journal)).containsExactly(record(1), record(2));
            }
            assertThat(recoveries).containsExactly(new Recovery(SESSION, file, length - lastLine, 1));
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void aTornHeaderIsWrittenAnew() throws IOException {
        writeRecords(0);
        Files.writeString(file, "{\"v\":1,\"for");

        writeRecords(1);

        assertThat(recoveries).containsExactly(new Recovery(SESSION, file, 11, 0));
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void zerosAfterALostWriteAreCut() throws IOException {
        writeRecords(1);
        Files.write(file, new byte[4096], StandardOpenOption.APPEND);

        try (Journal journal = store().open(SESSION)) {
            assertThat(all(journal)).containsExactly(record(1));
        }
        assertThat(recoveries).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|{\"v\":2,\"format\":\"helix-journal\",\"session\":\"abc\"}",
                "1|{\"v\":1,\"format\":\"helix-journal\",\"session\":\"other\"}",
                "2|",
                "2|garbage",
                "3|{\"seq\":3,\"at\":\"2026-01-01T00:00:00Z\",\"type\":\"T\",\"record\":{}}",
                "3|{\"seq\":2,\"at\":\"yesterday\",\"type\":\"T\",\"record\":{}}",
                "3|{\"seq\":2,\"at\":\"2026-01-01T00:00:00Z\",\"type\":\"T\",\"record\":{}{}}",
                "4|{\"seq\":3,\"at\":\"2026-01-01T00:00:00Z\",\"type\":\"T\",\"record\":{\"a\":1{\"seq\":3}}"
            })
    void damageInACompleteLineIsNamedAndNothingIsChanged(int line, String damage) throws IOException {
        writeRecords(3);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(line - 1, damage == null ? "" : damage);
        Files.write(file, lines);
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> store().open(SESSION))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("in line " + line + ":");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aRefusedJournalCanBeOpenedOnceItIsRepaired() throws IOException {
        writeRecords(1);
        String good = Files.readString(file);
        Files.writeString(file, "nonsense\n");
        JournalStore store = store();
        assertThatThrownBy(() -> store.open(SESSION)).isInstanceOf(JournalException.class);
        Files.writeString(file, good);

        try (Journal journal = store.open(SESSION)) {
            assertThat(all(journal)).hasSize(1);
        }
    }

    @Test
    void anotherStoreInTheSameProcessIsKeptOut() {
        try (Journal journal = store().open(SESSION)) {
            assertThatThrownBy(() -> store().open(SESSION)).isInstanceOf(LeaseHeldException.class);
            journal.append(record(1));
        }
    }

    @Test
    void aHomeThatIsAFileIsRefused() throws IOException {
        Files.writeString(temp.resolve("home"), "");

        assertThatThrownBy(() -> store().open(SESSION))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("home");
    }
}
