/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.time.Duration;
import java.util.Optional;

/**
 * The result of a process: how it ended and what it said. Immutable.
 *
 * @param exitCode the exit status; 128 + signal number when a signal ended it
 * @param stdout standard output, with standard error in order of arrival when both were merged
 * @param stderr standard error; empty when merged
 * @param timedOut whether the time limit ended it
 * @param wallTime from the start to the end of the whole tree
 * @param exceeded the limit on its resources that ended it, with figures; empty when none did
 */
public record ProcessResult(
        int exitCode,
        CapturedOutput stdout,
        CapturedOutput stderr,
        boolean timedOut,
        Duration wallTime,
        Optional<String> exceeded) {
    /** {@return whether the process ended by itself with status 0; true only for a clean exit} */
    public boolean succeeded() {
        return exitCode == 0 && !timedOut && exceeded.isEmpty();
    }

    /** {@return how many bytes of both streams were dropped} */
    public long droppedBytes() {
        return stdout.droppedBytes() + stderr.droppedBytes();
    }

    /** {@return whether everything the process said is here; false if output was dropped or its end was not read} */
    public boolean complete() {
        return stdout.complete() && stderr.complete();
    }
}
