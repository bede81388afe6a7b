/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.workspace;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The result of a command: how it ended. Immutable.
 *
 * @param exitCode the exit status; 128 + signal number when a signal ended it
 * @param output standard output and error in order of arrival, decoded as UTF-8, cut in the middle at the limit
 * @param droppedBytes how many bytes of output were cut, at least 0
 * @param timedOut whether the time limit ended it
 * @param wallTime how long it ran
 */
public record CommandResult(int exitCode, String output, long droppedBytes, boolean timedOut, Duration wallTime) {
    /** Refuses null. */
    public CommandResult {
        requireNonNull(output, "output");
        requireNonNull(wallTime, "wallTime");
    }

    /** {@return whether the command ended by itself with status 0; true only for a clean exit} */
    public boolean succeeded() {
        return exitCode == 0 && !timedOut;
    }
}
