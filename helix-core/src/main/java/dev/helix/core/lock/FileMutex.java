/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.lock;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A held lock on a file, of which there is at most one on a machine: among threads, class loaders and processes.
 *
 * <p><b>Why two locks.</b> The operating system's lock keeps other processes out and ends with the process that holds
 * it. POSIX also gives it up as soon as its process closes any descriptor of the file. So within a JVM a semaphore comes
 * first, and only its holder ever opens the file: there never is a second descriptor.
 *
 * <p><b>JVM-wide.</b> The semaphores are in a map under {@value #REGISTRY} of the system properties, by the real path of
 * the file. All its objects are of the JDK, so that copies of this class in several class loaders share it and none of
 * them is kept alive by it. A semaphore that nobody holds or waits for is removed.
 *
 * <p>Thread-safe; may be closed by another thread than the one that acquired it.
 */
public final class FileMutex implements AutoCloseable {
    /** The key of the system properties under which all copies of this class find each other. */
    public static final String REGISTRY = "dev.helix.locks";

    private static final long FIRST_PAUSE_MILLIS = 2;
    private static final long LONGEST_PAUSE_MILLIS = 50;

    private final String key;
    private final FileChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FileMutex(String key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /**
     * Acquires the lock unless somebody else holds it. Does not wait, and takes no notice of an interrupt.
     *
     * @param file created when there is none; its directory must exist, and links are not followed
     * @param attributes of the file when it is created
     * @return empty when another holder has it
     */
    public static Optional<FileMutex> tryAcquire(Path file, FileAttribute<?>... attributes) throws IOException {
        String key = key(file);
        if (!entry(key).tryAcquire()) {
            leave(key);
            return Optional.empty();
        }
        Optional<FileMutex> mutex = Optional.empty();
        try {
            FileChannel channel = open(file, attributes);
            if (lock(channel)) {
                mutex = Optional.of(new FileMutex(key, channel));
            } else {
                channel.close();
            }
        } finally {
            if (mutex.isEmpty()) {
                release(key);
            }
        }
        return mutex;
    }

    /**
     * Acquires the lock, waiting for other holders; those of the same JVM are served in the order they came.
     *
     * @param file created when there is none; its directory must exist, and links are not followed
     * @param attributes of the file when it is created
     * @return empty when others held it all that time
     * @throws InterruptedException if the calling thread was interrupted while it waited
     */
    public static Optional<FileMutex> acquire(Path file, Duration patience, FileAttribute<?>... attributes)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        long nanos = TimeUnit.NANOSECONDS.convert(patience);
        String key = key(file);
        Semaphore semaphore = entry(key);
        boolean first = false;
        Optional<FileMutex> mutex = Optional.empty();
        try {
            first = semaphore.tryAcquire(nanos, TimeUnit.NANOSECONDS);
            if (first) {
                FileChannel channel = open(file, attributes);
                mutex = poll(channel, start, nanos) ? Optional.of(new FileMutex(key, channel)) : Optional.empty();
            }
        } finally {
            if (mutex.isEmpty()) {
                if (first) {
                    semaphore.release();
                }
                leave(key);
            }
        }
        return mutex;
    }

    /** Waits for other processes; the channel is closed unless the lock is held. */
    private static boolean poll(FileChannel channel, long start, long nanos) throws IOException, InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        boolean held = false;
        try {
            held = lock(channel);
            while (!held && System.nanoTime() - start < nanos) {
                TimeUnit.MILLISECONDS.sleep(pause);
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
                held = lock(channel);
            }
        } finally {
            if (!held) {
                channel.close();
            }
        }
        return held;
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException foreign) {
            // Somebody in this JVM locks the file without asking the registry.
            return false;
        }
    }

    private static FileChannel open(Path file, FileAttribute<?>... attributes) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                attributes);
    }

    /** Releases the lock. Idempotent. */
    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            channel.close();
        } finally {
            release(key);
        }
    }

    private static String key(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        return directory == null
                ? absolute.toString()
                : directory.toRealPath().resolve(absolute.getFileName()).toString();
    }

    /** {@return the semaphore of a file, with one more that holds it or waits for it} */
    private static Semaphore entry(String key) {
        return registry()
                .compute(
                        key,
                        (unused, entry) -> entry == null
                                ? Map.entry(new Semaphore(1, true), 1)
                                : Map.entry(entry.getKey(), entry.getValue() + 1))
                .getKey();
    }

    private static void release(String key) {
        Map.Entry<Semaphore, Integer> entry = registry().get(key);
        if (entry != null) {
            entry.getKey().release();
        }
        leave(key);
    }

    private static void leave(String key) {
        registry()
                .computeIfPresent(
                        key,
                        (unused, entry) ->
                                entry.getValue() == 1 ? null : Map.entry(entry.getKey(), entry.getValue() - 1));
    }

    /** Semaphores and how many hold or wait for them. */
    @SuppressWarnings("unchecked")
    private static Map<String, Map.Entry<Semaphore, Integer>> registry() {
        return (Map<String, Map.Entry<Semaphore, Integer>>)
                System.getProperties().computeIfAbsent(REGISTRY, unused -> new ConcurrentHashMap<>());
    }
}
