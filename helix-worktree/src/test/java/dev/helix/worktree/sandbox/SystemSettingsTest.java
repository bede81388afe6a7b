/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SystemSettingsTest {
    @TempDir
    Path temporary;

    private Path original;
    private Path home;

    @BeforeEach
    void layOut() throws IOException {
        original = Files.createDirectory(temporary.resolve("etc"));
        home = Files.createDirectory(temporary.resolve("home"));
        file("passwd", "rw-r--r--");
        file("java-17/security", "rw-r--r--");
    }

    @Test
    void onlyNamesOfTheListAreCopied() throws IOException {
        file("shadow", "rw-r--r--");
        file("systemd/system.conf", "rw-r--r--");

        assertThat(copied()).containsExactly("java-17", "java-17/security", "passwd");
    }

    @Test
    void whatNotEverybodyMayReadStaysOut() throws IOException {
        file("hosts", "rw-r-----");
        file("ssl/certs/ca-certificates.crt", "rw-r--r--");
        file("ssl/private/key.pem", "rw-r--r--");
        file("perl/secret/x", "rw-r--r--");
        Files.setPosixFilePermissions(original.resolve("perl/secret"), PosixFilePermissions.fromString("rwx------"));

        assertThat(copied())
                .contains("ssl/certs/ca-certificates.crt", "perl")
                .doesNotContain("hosts", "ssl/private", "perl/secret");
    }

    @Test
    void aLinkToWhatNotEverybodyMayReadStaysOut() throws IOException {
        file("shadow", "rw-------");
        Files.createSymbolicLink(original.resolve("services"), original.resolve("shadow"));
        Files.createSymbolicLink(original.resolve("protocols"), original.resolve("passwd"));

        assertThat(copied()).contains("protocols").doesNotContain("services");
    }

    @Test
    void aCopyIsMadeOncePerState() throws IOException {
        Path first = SystemSettings.copy(original, home);
        assertThat(SystemSettings.copy(original, home)).isEqualTo(first);

        file("group", "rw-r--r--");

        assertThat(SystemSettings.copy(original, home)).isNotEqualTo(first).isDirectoryContaining("glob:**/group");
    }

    private List<String> copied() throws IOException {
        Path copy = SystemSettings.copy(original, home);
        try (Stream<Path> all = Files.walk(copy)) {
            return all.map(path -> copy.relativize(path).toString())
                    .filter(name -> !name.isEmpty() && !SystemSettings.SHOWN.contains(name))
                    .sorted()
                    .toList();
        }
    }

    private void file(String name, String permissions) throws IOException {
        Path file = original.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
