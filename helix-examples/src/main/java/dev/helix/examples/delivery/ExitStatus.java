/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.manager.TaskOutcome;

/** The exit status of the process; the numbers are part of the command line's contract. */
enum ExitStatus {
    /** All five criteria are proven. */
    DELIVERED(0),
    /** Something failed that nobody expected: a defect, or a full disk. */
    FAILED(1),
    /** The command line makes no sense; nothing was started. */
    USAGE(2),
    /** The task could not be started, or was given up with a typed error before it had an outcome. */
    REFUSED(3),
    /** The agents ran out of rounds with a gap still open. */
    SENT_BACK(4),
    /** Something outside the task is in its way, such as changes in the checkout. */
    BLOCKED(5),
    /** The task was cancelled or broke; the work is kept under a ref. */
    ABANDONED(6);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** {@return the number the process ends with} */
    int code() {
        return code;
    }

    static ExitStatus of(TaskOutcome outcome) {
        return switch (outcome.kind()) {
            case DELIVERED -> DELIVERED;
            case SENT_BACK -> SENT_BACK;
            case BLOCKED -> BLOCKED;
            case ABANDONED -> ABANDONED;
            default -> FAILED;
        };
    }
}
