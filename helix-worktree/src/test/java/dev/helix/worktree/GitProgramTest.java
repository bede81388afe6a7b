/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.HelixHome;
import dev.helix.api.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitProgramTest {
    @TempDir
    Path temporary;

    @Test
    void oldGitIsRefusedByVersion() throws IOException {
        refused(program("echo git version 2.37.7"), "is git 2.37, but 2.38 or newer is needed");
    }

    @Test
    void somethingElseThanGitIsRefused() throws IOException {
        refused(program("echo hello"), "printed 'hello'");
    }

    @Test
    void missingGitIsRefused() {
        refused(temporary.resolve("nowhere"), "was not found");
    }

    @Test
    void authorsGitCannotStoreAreRefused() {
        for (String bad : new String[] {"", " ", "A<b", "line\nfeed"}) {
            assertThatThrownBy(() -> GitWorktrees.builder().author(bad, "a@b"))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> GitWorktrees.builder().author("A", bad))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }

    private Path program(String line) throws IOException {
        Path file = Files.writeString(temporary.resolve("git"), "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private void refused(Path program, String words) {
        GitWorktrees worktrees = GitWorktrees.builder().git(program).build();
        assertThatThrownBy(() -> worktrees.open(HelixHome.at(temporary.resolve("home")), InstantSource.system()))
                .isInstanceOf(GitUnavailableException.class)
                .hasMessageContaining(words)
                .hasMessageContaining(program.toString());
    }
}
