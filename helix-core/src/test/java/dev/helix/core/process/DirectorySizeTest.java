/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class DirectorySizeTest {
    @TempDir
    private Path root;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.writeString(root.resolve("one"), "12345");
        Files.writeString(Files.createDirectories(root.resolve("a/b")).resolve("two"), "123");
    }

    @Test
    void theFilesOfAllDirectoriesAreSummedAndLinksAreNotFollowed() throws Exception {
        Files.writeString(Files.createDirectory(root.resolve("elsewhere")).resolve("three"), "1");
        Path link = Files.createSymbolicLink(root.resolve("a/link"), root.resolve("elsewhere"));
        long linkBytes = (long) Files.getAttribute(link, "size", LinkOption.NOFOLLOW_LINKS);

        assertThat(DirectorySize.of(root.resolve("a"), 1_000)).isEqualTo(3 + linkBytes);
        assertThat(DirectorySize.of(root, 1_000)).isEqualTo(5 + 3 + 1 + linkBytes);
    }

    @Test
    void summingEndsWithTheFirstFileThatIsTooMuch() {
        assertThat(DirectorySize.of(root, 2)).isIn(3L, 5L);
    }

    /** Opening a pipe blocks beyond any interrupt, so a thread of its own sums. */
    @Test
    void aPipeSwappedForADirectoryAgainAndAgainHoldsNobodyUp() throws Exception {
        Path pipe = root.resolveSibling(root.getFileName() + "-pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        AtomicBoolean done = new AtomicBoolean();
        FutureTask<Boolean> summing = new FutureTask<>(() -> {
            for (int i = 0; i < 5_000; i++) {
                DirectorySize.of(root, 1_000);
            }
            return true;
        });
        Thread summer = new Thread(summing);
        summer.setDaemon(true);
        Thread swapper = new Thread(() -> swap(root.resolve("a"), pipe, done));
        swapper.start();
        try {
            summer.start();

            assertThat(summing.get()).isTrue();
        } finally {
            done.set(true);
            swapper.join();
            Files.delete(pipe);
        }
    }

    private void swap(Path directory, Path pipe, AtomicBoolean done) {
        Path aside = root.resolve("aside");
        try {
            while (!done.get()) {
                Files.move(directory, aside);
                Files.move(pipe, directory);
                Files.move(directory, pipe);
                Files.move(aside, directory);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
