/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A watch over what a process tree uses. Confined to one thread.
 *
 * <p>Looking costs time itself, above all at large directories: a look that took long is followed by a pause many times
 * as long.
 */
final class ResourceWatch {
    /** A fork bomb doubles within milliseconds; a build does not mind five looks a second. */
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** Files are many: the first look at them is worth it only for commands that take longer than this. */
    private static final Duration DISK_PAUSE = Duration.ofSeconds(1);
    /** At most one part in this many of a processor goes into looking. */
    private static final int SHARE = 20;

    private final ResourceLimits limits;
    private final ProcessTree tree;
    private final Schedule usage = new Schedule(PAUSE);
    private final Schedule disk = new Schedule(DISK_PAUSE);

    ResourceWatch(ResourceLimits limits, ProcessTree tree) {
        this.limits = limits;
        this.tree = tree;
    }

    /** {@return when to look next, from now} */
    Duration pause() {
        return Duration.ofNanos(Math.max(1, Math.min(usage.inNanos(), disk.inNanos())));
    }

    /** Looks where it is time to; says which limit was passed, if any. */
    Optional<String> look() {
        Optional<String> excess = Optional.empty();
        if (usage.inNanos() <= 0) {
            excess = usage.timed(() -> excess(tree.usage()));
        }
        if (excess.isEmpty() && disk.inNanos() <= 0) {
            excess = disk.timed(this::diskExcess);
        }
        return excess;
    }

    private Optional<String> excess(ResourceUsage used) {
        if (used.memoryBytes() > limits.memoryBytes()) {
            return Optional.of("memory: " + used.memoryBytes() + " bytes, " + limits.memoryBytes() + " allowed");
        }
        if (used.tasks() > limits.tasks()) {
            return Optional.of("processes and threads: " + used.tasks() + ", " + limits.tasks() + " allowed");
        }
        if (used.processorTime().compareTo(limits.processorTime()) > 0) {
            return Optional.of("processor time: " + used.processorTime().toSeconds() + " seconds, "
                    + limits.processorTime().toSeconds() + " allowed");
        }
        return Optional.empty();
    }

    private Optional<String> diskExcess() {
        long bytes = 0;
        for (Path directory : limits.directories()) {
            bytes += DirectorySize.of(directory, limits.diskBytes() - bytes);
            if (bytes > limits.diskBytes()) {
                return Optional.of("disk: more than " + limits.diskBytes() + " bytes in " + directory);
            }
        }
        return Optional.empty();
    }

    /** The time of the next look. */
    private static final class Schedule {
        private final long pauseNanos;
        private long nextNanos;

        Schedule(Duration pause) {
            this.pauseNanos = pause.toNanos();
            this.nextNanos = System.nanoTime() + pauseNanos;
        }

        long inNanos() {
            return nextNanos - System.nanoTime();
        }

        Optional<String> timed(java.util.function.Supplier<Optional<String>> work) {
            long start = System.nanoTime();
            Optional<String> found = work.get();
            long end = System.nanoTime();
            nextNanos = end + Math.max(pauseNanos, Math.min(TimeUnit.MINUTES.toNanos(1), SHARE * (end - start)));
            return found;
        }
    }
}
