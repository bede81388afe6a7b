/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import dev.helix.api.model.PermanentModelException;
import java.util.Locale;

/**
 * Thrown when a program that serves as an engine cannot be run, or does not keep to its protocol. It is not run again
 * unasked, since it may have changed files by then.
 */
public final class CliEngineException extends PermanentModelException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What went wrong. Later releases add constants. */
    public enum Reason {
        /** The boundary's PATH has no such program. */
        NOT_INSTALLED,
        /** The workspace does not run programs, or does not hold them, and the host did not allow that. */
        NOT_CONFINED,
        /** The workspace could not start it, for another reason. */
        NOT_STARTED,
        /** It ended without an answer. */
        EXITED_EARLY,
        /** It wrote more than any answer. */
        FLOODED,
        /** It wrote something else than its protocol. */
        GARBLED,
        /** It wants to be answered by a person. */
        ASKED_FOR_INPUT,
        /** It wrote nothing for longer than the idle limit, or ran into the time limit. */
        HUNG
    }

    CliEngineException(Reason reason, String message) {
        super("cli-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), message, null);
        this.reason = reason;
    }

    /** {@return what went wrong} */
    public Reason reason() {
        return reason;
    }
}
