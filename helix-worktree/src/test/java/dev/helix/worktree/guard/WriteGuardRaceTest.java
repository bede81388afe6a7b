/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixException;
import dev.helix.core.workspace.FileOpener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An adversary who may change everything in the root swaps links in while the guard writes. */
final class WriteGuardRaceTest {
    private static final int ROUNDS = 400 * Integer.getInteger("helix.loops", 1);

    private final ExecutorService adversary = Executors.newSingleThreadExecutor();
    private final CyclicBarrier barrier = new CyclicBarrier(2);

    @TempDir
    Path temporary;

    private Path root;
    private Path outside;
    private WriteGuard guard;

    @BeforeEach
    void layOut() throws Exception {
        temporary = temporary.toRealPath();
        root = Files.createDirectories(temporary.resolve("root"));
        outside = Files.createDirectories(temporary.resolve("outside"));
        Files.writeString(outside.resolve("file"), "safe");
        guard = new WriteGuard(root, FileOpener.DIRECT);
    }

    @AfterEach
    void stop() {
        adversary.shutdownNow();
    }

    @Test
    void aLinkSwappedInForTheFileIsNotFollowed() throws Exception {
        Path file = root.resolve("file");

        int written = race("file", () -> swap(file, outside.resolve("file")), () -> {
            Files.deleteIfExists(file);
            Files.writeString(file, "old");
        });

        assertThat(written).as("rounds in which the write won").isPositive();
        assertOutsideIsUntouched();
    }

    @Test
    void aLinkSwappedInForADirectoryIsNotFollowed() throws Exception {
        Path directory = root.resolve("dir");

        int written = race(
                "dir/file",
                () -> {
                    Files.move(directory, root.resolve("away"));
                    Files.createSymbolicLink(directory, outside);
                },
                () -> {
                    delete(root.resolve("away"));
                    delete(directory);
                    Files.createDirectory(directory);
                });

        assertThat(written).as("rounds in which the write won").isPositive();
        assertOutsideIsUntouched();
    }

    @Test
    void aLinkSwappedInForADirectoryBeingMadeIsNotFollowed() throws Exception {
        Path directory = root.resolve("made");

        race(
                "made/below/file",
                () -> {
                    Files.createSymbolicLink(directory, outside);
                },
                () -> delete(directory));

        assertOutsideIsUntouched();
    }

    private interface Prank {
        void play() throws IOException;
    }

    /** Writes once per round while the adversary strikes; returns how many writes went through. */
    private int race(String path, Prank strike, Prank reset) throws Exception {
        int written = 0;
        for (int round = 0; round < ROUNDS; round++) {
            reset.play();
            Future<?> struck = adversary.submit(() -> {
                barrier.await(10, TimeUnit.SECONDS);
                try {
                    strike.play();
                } catch (IOException tooLate) {
                    // The guard was faster in this round.
                }
                return null;
            });
            barrier.await(10, TimeUnit.SECONDS);
            try {
                guard.write(path, "agent".getBytes(StandardCharsets.UTF_8));
                written++;
            } catch (HelixException refused) {
                assertThat(refused.code()).isIn("path-outside-workspace", "write-refused-not-writable");
            }
            struck.get();
        }
        return written;
    }

    private void swap(Path place, Path target) throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), target);
        Files.move(link, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path tree) throws IOException {
        if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.deleteIfExists(tree);
    }

    private void assertOutsideIsUntouched() throws IOException {
        try (Stream<Path> all = Files.list(outside)) {
            assertThat(all.toList()).isEqualTo(List.of(outside.resolve("file")));
        }
        assertThat(outside.resolve("file")).hasContent("safe");
    }
}
