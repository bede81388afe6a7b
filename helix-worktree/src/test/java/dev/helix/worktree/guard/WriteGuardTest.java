/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.workspace.PathOutsideWorkspaceException;
import dev.helix.api.workspace.WriteRefusedException;
import dev.helix.api.workspace.WriteRefusedException.Reason;
import dev.helix.core.workspace.FileOpener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WriteGuardTest {
    @TempDir
    Path temporary;

    private Path root;
    private WriteGuard guard;

    @BeforeEach
    void layOut() throws Exception {
        temporary = temporary.toRealPath();
        root = Files.createDirectories(temporary.resolve("root"));
        Files.writeString(root.resolve(".git"), "gitdir: elsewhere");
        guard = new WriteGuard(root, FileOpener.DIRECT);
    }

    @Test
    void aFileComesIntoBeingWithItsDirectories() throws Exception {
        guard.write("a/b/c.txt", bytes("one"));
        guard.write("a/b/c.txt", bytes("two"));
        guard.write("./a//d", bytes(""));

        assertThat(root.resolve("a/b/c.txt")).hasContent("two");
        assertThat(root.resolve("a/d")).isEmptyFile();
        assertThat(namesBelowRoot()).containsExactlyInAnyOrder(".git", "a", "a/b", "a/b/c.txt", "a/d");
    }

    @Test
    void theModeOfAFileIsKept() throws Exception {
        Path script = Files.writeString(root.resolve("run.sh"), "#!/bin/sh");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x--x"));

        guard.write("run.sh", bytes("#!/bin/sh\n"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
                .isEqualTo("rwxr-x--x");
    }

    /** Opening a pipe blocks beyond any interrupt, so a thread of its own writes. */
    @Test
    void aPipePutInPlaceOfTheFileThatIsBeingWrittenHoldsNobodyUp() throws Exception {
        Files.writeString(root.resolve("file"), "old");
        Path pipe = root.resolveSibling("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        InputStream swapping = new InputStream() {
            @Override
            public int read() throws IOException {
                try (Stream<Path> files = Files.list(root)) {
                    Path written = files.filter(
                                    file -> file.getFileName().toString().startsWith(".helix-"))
                            .findFirst()
                            .orElseThrow();
                    Files.move(pipe, written, StandardCopyOption.REPLACE_EXISTING);
                }
                return -1;
            }
        };
        FutureTask<Boolean> writing = new FutureTask<>(() -> guard.write("file", swapping), true);
        Thread writer = new Thread(writing);
        writer.setDaemon(true);
        writer.start();

        assertThat(writing.get()).isTrue();
        assertThat(namesBelowRoot()).containsExactlyInAnyOrder(".git", "file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".git",
                ".GIT/config",
                "a/.git/hooks/x",
                "sub/git~1",
                ".g\u200Cit/config",
                ".git./x",
                ".git::$DATA"
            })
    void whatBelongsToGitIsProtected(String path) {
        assertThatThrownBy(() -> guard.write(path, bytes("pwn")))
                .isInstanceOfSatisfying(
                        WriteRefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PROTECTED_PATH))
                .hasMessageContaining(path);
        assertThat(root.resolve(".git")).hasContent("gitdir: elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "dir/", "CON", "a/nul.txt", "x.", "x ", "a:b", "a\\b"})
    void whatIsNoPlainFileEverywhereIsNotWritable(String path) {
        assertThatThrownBy(() -> guard.write(path, bytes("x")))
                .isInstanceOfSatisfying(
                        WriteRefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_WRITABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/x", "../x", "a/../../b", "a\0b"})
    void whatLeadsOutsideIsRefused(String path) {
        assertThatThrownBy(() -> guard.write(path, bytes("x"))).isInstanceOf(PathOutsideWorkspaceException.class);
    }

    @Test
    void aNameWithALineBreakIsAName() {
        guard.write("line\nbreak", bytes("x"));

        assertThat(root.resolve("line\nbreak")).hasContent("x");
    }

    @Test
    void linksAreNeitherFollowedNorReplaced() throws Exception {
        Path victim = Files.writeString(temporary.resolve("victim"), "safe");
        Files.createSymbolicLink(root.resolve("leaf"), victim);
        Files.createSymbolicLink(root.resolve("parent"), temporary);
        Files.createSymbolicLink(root.resolve("dangling"), temporary.resolve("new"));

        assertThatThrownBy(() -> guard.write("leaf", bytes("pwn"))).isInstanceOf(WriteRefusedException.class);
        assertThatThrownBy(() -> guard.replace("leaf", bytes("safe"), bytes("pwn")))
                .isInstanceOf(WriteRefusedException.class);
        assertThatThrownBy(() -> guard.write("dangling", bytes("pwn"))).isInstanceOf(WriteRefusedException.class);
        assertThatThrownBy(() -> guard.write("parent/victim", bytes("pwn")))
                .isInstanceOf(PathOutsideWorkspaceException.class);
        assertThatThrownBy(() -> guard.write("parent/new/file", bytes("pwn")))
                .isInstanceOf(PathOutsideWorkspaceException.class);

        assertThat(victim).hasContent("safe");
        assertThat(temporary.resolve("new")).doesNotExist();
    }

    @Test
    void anotherHardLinkKeepsItsContent() throws Exception {
        Path victim = Files.writeString(temporary.resolve("victim"), "safe");
        Files.createLink(root.resolve("file"), victim);

        guard.write("file", bytes("new"));

        assertThat(victim).hasContent("safe");
        assertThat(root.resolve("file")).hasContent("new");
    }

    @Test
    void directoriesAndPipesAreNotWritten() throws Exception {
        Files.createDirectory(root.resolve("dir"));
        assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThatThrownBy(() -> guard.write("dir", bytes("x"))).hasMessageContaining("is a directory");
        assertThatThrownBy(() -> guard.write("pipe", bytes("x"))).hasMessageContaining("pipe, socket or device");
        assertThatThrownBy(() -> guard.write("pipe/x", bytes("x"))).hasMessageContaining("pipe is no directory");
        assertThatThrownBy(() -> guard.replace("pipe", bytes(""), bytes("x"))).hasMessageContaining("pipe");
        assertThat(namesBelowRoot()).containsExactlyInAnyOrder(".git", "dir", "pipe");
    }

    @Test
    void aFailedWriteLeavesNothingBehind() {
        String tooLong = "x".repeat(300);

        assertThatThrownBy(() -> guard.write(tooLong, bytes("x"))).isInstanceOf(WriteRefusedException.class);
        assertThatThrownBy(() -> guard.write(tooLong + "/x", bytes("x"))).isInstanceOf(WriteRefusedException.class);

        assertThat(namesBelowRoot()).containsExactly(".git");
    }

    @Test
    void replaceComparesFirst() throws Exception {
        guard.write("f", bytes("one"));

        assertThat(guard.replace("f", bytes("two"), bytes("x"))).isFalse();
        assertThat(guard.replace("f", bytes("on"), bytes("x"))).isFalse();
        assertThat(guard.replace("none", bytes(""), bytes("x"))).isFalse();
        assertThat(guard.replace("no/dir", bytes(""), bytes("x"))).isFalse();
        assertThat(root.resolve("f")).hasContent("one");
        assertThat(guard.replace("f", bytes("one"), bytes("two"))).isTrue();
        assertThat(root.resolve("f")).hasContent("two");
        assertThat(namesBelowRoot()).containsExactlyInAnyOrder(".git", "f");
    }

    @Test
    void noEditOfParallelAgentsIsLost() throws Exception {
        int agents = 4;
        int edits = 100;
        guard.write("counter", bytes("0"));
        ExecutorService threads = Executors.newFixedThreadPool(agents);
        try {
            Callable<Void> agent = () -> {
                for (int done = 0; done < edits; ) {
                    byte[] seen = Files.readAllBytes(root.resolve("counter"));
                    int next = Integer.parseInt(new String(seen, StandardCharsets.UTF_8)) + 1;
                    done += guard.replace("counter", seen, bytes(String.valueOf(next))) ? 1 : 0;
                }
                return null;
            };
            for (Future<Void> end : threads.invokeAll(
                    IntStream.range(0, agents).mapToObj(i -> agent).toList())) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(root.resolve("counter")).hasContent(String.valueOf(agents * edits));
    }

    private List<String> namesBelowRoot() {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.equals(root))
                    .map(path -> root.relativize(path).toString())
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
