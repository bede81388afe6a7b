/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.workspace;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Thrown when the boundary does not allow a write; nothing was changed. */
public final class WriteRefusedException extends HelixException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** The boundary that refused. Later releases add boundaries: keep a default branch. */
    public enum Reason {
        /** No worktree is bound: call {@code create_worktree_binding} first. */
        NO_BINDING,
        /** The path belongs to git or to Helix itself. */
        PROTECTED_PATH,
        /** The path is outside the task's locked scope. */
        OUT_OF_SCOPE,
        /** The target is of a kind that is never written, or the file system refused. */
        NOT_WRITABLE
    }

    /**
     * Creates the error.
     *
     * @param reason which boundary refused
     * @param message the path, the boundary and the way out
     */
    public WriteRefusedException(Reason reason, String message) {
        this(requireNonNull(reason, "reason"), message, null);
    }

    /**
     * Creates the error and keeps its cause.
     *
     * @param reason which boundary refused
     * @param message the path, the boundary and the way out
     * @param cause the failure underneath, or null
     */
    public WriteRefusedException(Reason reason, String message, @Nullable Throwable cause) {
        super(
                "write-refused-"
                        + requireNonNull(reason, "reason")
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'),
                message,
                cause);
        this.reason = reason;
    }

    /** {@return which boundary refused} */
    public Reason reason() {
        return reason;
    }
}
