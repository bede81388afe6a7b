/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixException;
import dev.helix.api.TurnId;

/** Thrown to whoever asks again for a turn that failed before its session was resumed. */
public final class EarlierTurnFailedException extends HelixException {
    private static final long serialVersionUID = 1L;

    private final String failure;

    /**
     * Creates the error.
     *
     * @param turn the turn
     * @param failure the code of the error it failed with
     * @param explanation the message of that error
     */
    public EarlierTurnFailedException(TurnId turn, String failure, String explanation) {
        super(
                "earlier-turn-failed",
                "turn " + requireNonNull(turn, "turn") + " failed before the session was resumed ("
                        + requireNonNull(failure, "failure") + "): "
                        + requireNonNull(explanation, "explanation")
                        + "; send it again under a new request id to have it answered",
                null);
        this.failure = failure;
    }

    /** {@return the code of the error the turn failed with} */
    public String failure() {
        return failure;
    }
}
