/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Limits on what a process and everything it starts may use together. Immutable.
 *
 * <p>Kept by looking at the tree from time to time: what comes and goes between two looks is missed. Only where there is
 * a {@code /proc} as on Linux.
 *
 * @param memoryBytes resident memory, summed over processes, shared pages counted for each
 * @param tasks processes and their threads at the same time
 * @param diskBytes bytes in all files below the directories, whoever wrote them
 * @param directories where the tree may write
 */
public record ResourceLimits(
        long memoryBytes, int tasks, Duration processorTime, long diskBytes, List<Path> directories) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a limit is not positive
     */
    public ResourceLimits {
        directories = List.copyOf(directories);
        if (memoryBytes < 1 || tasks < 1 || diskBytes < 1 || processorTime.isNegative() || processorTime.isZero()) {
            throw new IllegalArgumentException("a process can be given no less than 1 of anything");
        }
    }
}
