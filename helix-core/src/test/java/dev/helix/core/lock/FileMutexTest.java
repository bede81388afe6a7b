/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMutexTest {
    @TempDir
    private Path directory;

    /** Locks of one process do not keep that process out: only another one sees whether the kernel's lock is there. */
    private boolean freeForOtherProcesses() throws Exception {
        Process probe = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of(LockProbe.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        LockProbe.class.getName(),
                        file().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return probe.waitFor() == 0;
    }

    private Path file() {
        return directory.resolve("lock");
    }

    @Test
    void aSecondTakerIsTurnedAwayUntilTheFirstGivesUp() throws Exception {
        FileMutex first = FileMutex.tryAcquire(file()).orElseThrow();

        assertThat(FileMutex.tryAcquire(file())).isEmpty();
        assertThat(FileMutex.acquire(file(), Duration.ofMillis(1))).isEmpty();

        first.close();
        first.close();
        try (FileMutex second = FileMutex.tryAcquire(file()).orElseThrow()) {
            assertThat(FileMutex.tryAcquire(file())).isEmpty();
            assertThat(second).isNotSameAs(first);
        }
    }

    @Test
    void turnedAwayTakersDoNotCostTheHolderItsLockAgainstOtherProcesses() throws Exception {
        try (FileMutex held = FileMutex.tryAcquire(file()).orElseThrow()) {
            FileMutex.tryAcquire(file());
            FileMutex.acquire(file(), Duration.ofMillis(1));

            assertThat(freeForOtherProcesses()).isFalse();
            assertThat(held).isNotNull();
        }
        assertThat(freeForOtherProcesses()).isTrue();
    }

    @Test
    void anInterruptedTakerDoesNotCostTheHolderItsLockAgainstOtherProcesses() throws Exception {
        try (FileMutex held = FileMutex.tryAcquire(file()).orElseThrow()) {
            FutureTask<Optional<FileMutex>> waiting =
                    new FutureTask<>(() -> FileMutex.acquire(file(), Duration.ofDays(1)));
            Thread waiter = new Thread(waiting);
            waiter.start();
            waiter.interrupt();

            assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
            assertThat(freeForOtherProcesses()).isFalse();
            assertThat(held).isNotNull();
        }
    }

    @Test
    void aWaitingTakerGetsTheLockWhenTheHolderGivesItUp() throws Exception {
        FileMutex held = FileMutex.tryAcquire(file()).orElseThrow();
        CountDownLatch asked = new CountDownLatch(1);
        FutureTask<Optional<FileMutex>> waiting = new FutureTask<>(() -> {
            asked.countDown();
            return FileMutex.acquire(file(), Duration.ofDays(300 * 366));
        });
        new Thread(waiting).start();
        asked.await();

        held.close();

        waiting.get().orElseThrow().close();
    }

    @Test
    void copiesInTwoClassLoadersShareTheLock() throws Exception {
        URL classes = FileMutex.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader other = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
                FileMutex held = FileMutex.tryAcquire(file()).orElseThrow()) {
            Class<?> copy = other.loadClass(FileMutex.class.getName());

            Object taken = copy.getMethod("tryAcquire", Path.class, FileAttribute[].class)
                    .invoke(null, file(), new FileAttribute<?>[0]);

            assertThat(copy).isNotSameAs(FileMutex.class);
            assertThat(taken).isEqualTo(Optional.empty());
            assertThat(freeForOtherProcesses()).isFalse();
            assertThat(held).isNotNull();
        }
    }

    @Test
    void twoNamesOfOneDirectoryAreOneLock() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolveSibling(directory.getFileName() + "-link"), directory);
        try (FileMutex held = FileMutex.tryAcquire(file()).orElseThrow()) {
            assertThat(FileMutex.tryAcquire(link.resolve("lock"))).isEmpty();
            assertThat(held).isNotNull();
        } finally {
            Files.delete(link);
        }
    }

    @Test
    void aLinkInPlaceOfTheFileIsNotFollowed() throws Exception {
        Path elsewhere = directory.resolve("elsewhere");
        Files.createSymbolicLink(file(), elsewhere);

        assertThatThrownBy(() -> FileMutex.tryAcquire(file())).isInstanceOf(IOException.class);
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void theRegistryForgetsWhatNobodyHolds() throws Exception {
        FileMutex.tryAcquire(file()).orElseThrow().close();

        Object registry = System.getProperties().get(FileMutex.REGISTRY);

        assertThat(String.valueOf(registry))
                .doesNotContain(directory.toRealPath().resolve("lock").toString());
    }
}
