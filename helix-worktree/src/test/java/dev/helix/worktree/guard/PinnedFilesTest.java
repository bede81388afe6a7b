/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.core.workspace.DirectoryHandle;
import dev.helix.core.workspace.RelativePath;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Opening a pipe blocks beyond any interrupt: that these end is half of what they show. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PinnedFilesTest {
    private static final RelativePath FILE = RelativePath.parse("file");

    @TempDir
    Path temporary;

    private Path root;
    private Path pins;
    private PinnedFiles opener;

    @BeforeEach
    void makeFiles() throws IOException {
        root = Files.createDirectory(temporary.toRealPath().resolve("root"));
        pins = root.resolveSibling("pins");
        Files.writeString(root.resolve("file"), "content");
        opener = new PinnedFiles(root, pins);
    }

    @Test
    void aFileIsReadWhileACommandRunsAndNothingIsLeftOfItsSecondName() throws Exception {
        opener.commandStarts();

        try (DirectoryHandle directory = DirectoryHandle.open(root)) {
            assertThat(read(directory)).isEqualTo("content");
        }

        assertThat(Files.getAttribute(root.resolve("file"), "unix:nlink")).isEqualTo(1);
        try (Stream<Path> left = Files.list(pins)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void withoutACommandAFileIsOpenedDirectly() throws Exception {
        opener.commandStarts();
        opener.commandEnded();

        try (DirectoryHandle directory = DirectoryHandle.open(root)) {
            assertThat(read(directory)).isEqualTo("content");
        }

        assertThat(pins).doesNotExist();
    }

    @Test
    void aPipePutInAFilesPlaceAfterTheLookIsNotOpened() throws Exception {
        mkfifo(root.resolve("pipe"));
        opener.commandStarts();

        try (DirectoryHandle directory = DirectoryHandle.open(root)) {
            assertThatThrownBy(() -> read(swapping(directory, root.resolve("pipe"))))
                    .isInstanceOf(FileSystemException.class);
        }
    }

    @Test
    void aLinkPutInAFilesPlaceAfterTheLookLeadsNowhere() throws Exception {
        Path secret = Files.writeString(root.resolveSibling("secret"), "secret");
        Files.createSymbolicLink(root.resolve("link"), secret);
        opener.commandStarts();

        try (DirectoryHandle directory = DirectoryHandle.open(root)) {
            assertThatThrownBy(() -> read(swapping(directory, root.resolve("link"))))
                    .isInstanceOf(FileSystemException.class);
        }
    }

    @Test
    void aFolderSwappedForALinkAfterTheLookLeadsNowhere() throws Exception {
        Path outside = Files.createDirectory(root.resolveSibling("outside"));
        Files.writeString(outside.resolve("file"), "secret");
        Path folder = Files.createDirectory(root.resolve("folder"));
        Files.writeString(folder.resolve("file"), "content");
        opener.commandStarts();

        try (DirectoryHandle top = DirectoryHandle.open(root);
                DirectoryHandle inside = top.enter("folder")) {
            Files.move(folder, root.resolve("moved"));
            Files.createSymbolicLink(folder, outside);

            assertThatThrownBy(() -> opener.open(inside, RelativePath.parse("folder/file")))
                    .isInstanceOf(FileSystemException.class);
        }
    }

    @Test
    void aPipeSwappedForAFolderAgainAndAgainIsNeverEntered() throws Exception {
        Path folder = Files.createDirectory(root.resolve("folder"));
        Path pipe = root.resolve("pipe");
        mkfifo(pipe);
        AtomicBoolean done = new AtomicBoolean();
        Thread swapper = new Thread(() -> swap(folder, pipe, done));
        swapper.start();

        int entered = 0;
        try (DirectoryHandle top = DirectoryHandle.open(root)) {
            for (int i = 0; i < 5_000; i++) {
                try (DirectoryHandle inside = top.enter("folder")) {
                    entered++;
                } catch (FileSystemException swapped) {
                    // The pipe was there, or nothing.
                }
            }
        } finally {
            done.set(true);
            swapper.join();
        }

        assertThat(entered).isBetween(0, 5_000);
    }

    private void swap(Path folder, Path pipe, AtomicBoolean done) {
        try {
            while (!done.get()) {
                Files.move(folder, root.resolve("aside"));
                Files.move(pipe, folder);
                Files.move(folder, pipe);
                Files.move(root.resolve("aside"), folder);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String read(DirectoryHandle directory) throws IOException {
        try (SeekableByteChannel file = opener.open(directory, FILE)) {
            return new String(Channels.newInputStream(file).readAllBytes(), UTF_8);
        }
    }

    /** A handle after whose first look something else takes the file's place. */
    private DirectoryHandle swapping(DirectoryHandle directory, Path other) {
        return (DirectoryHandle) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DirectoryHandle.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(directory, arguments);
                    if (method.getName().equals("look") && Files.exists(other, LinkOption.NOFOLLOW_LINKS)) {
                        Files.move(other, root.resolve("file"), StandardCopyOption.REPLACE_EXISTING);
                    }
                    return answer;
                });
    }

    private static void mkfifo(Path pipe) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
    }
}
