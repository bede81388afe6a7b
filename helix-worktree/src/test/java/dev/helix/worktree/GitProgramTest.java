/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.HelixHome;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
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

    @Test
    void gitIsTheProgramFoundAtTheStartWhateverTurnsUpInPathLater() throws Exception {
        UserRepository repository = UserRepository.in(temporary.toRealPath().resolve("r"));
        Path early = Files.createDirectory(temporary.resolve("early"));
        Path output = temporary.resolve("output");
        ProcessBuilder process = ChildJvm.process(
                output,
                List.of(),
                Delivery.class,
                temporary.toRealPath().resolve("helix").toString(),
                repository.root().toString(),
                early.resolve("git").toString());
        process.environment().put("PATH", early + File.pathSeparator + System.getenv("PATH"));

        int status = process.start().waitFor();

        assertThat(status).as(Files.readString(output)).isZero();
        assertThat(repository.read("c.txt")).isEqualTo("c\n");
    }

    /** What another JVM runs, in whose PATH another git turns up. */
    static final class Delivery {
        public static void main(String... arguments) throws Exception {
            try (WorktreeService service = GitWorktrees.builder()
                    .commands(CommandIsolation.REFUSED)
                    .build()
                    .open(HelixHome.at(Path.of(arguments[0])), InstantSource.system())) {
                Path later = Files.writeString(Path.of(arguments[2]), "#!/bin/sh\necho another git >&2; exit 9\n");
                Files.setPosixFilePermissions(later, PosixFilePermissions.fromString("rwx------"));

                WorktreeBinding binding =
                        service.bind(BindRequest.of(DeliveryDriver.SESSION, Path.of(arguments[1]), "t"));
                DeliveryDriver.merge(DeliveryDriver.review(DeliveryDriver.write(binding, "c.txt", "c\n")));
            }
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
