/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import dev.helix.api.model.Secret;
import java.io.IOException;

/** A filter that takes a key out of what errors show, their causes included. Immutable. */
final class Redactor {
    private static final String HIDDEN = "[hidden]";
    /** Deeper than any chain of causes seen; what lies below is cut off, circles among it. */
    private static final int MAX_DEPTH = 20;

    private final Secret key;

    Redactor(Secret key) {
        this.key = key;
    }

    String text(String text) {
        return text.replace(key.reveal(), HIDDEN);
    }

    /** {@return the same failure when it shows no key, otherwise a copy without it, stack traces kept} */
    Throwable failure(Throwable failure) {
        return shows(failure, 0) ? copy(failure, 0) : failure;
    }

    private boolean shows(Throwable failure, int depth) {
        if (depth > MAX_DEPTH) {
            return true;
        }
        if (failure.toString().contains(key.reveal())) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (shows(suppressed, depth + 1)) {
                return true;
            }
        }
        return failure.getCause() != null && shows(failure.getCause(), depth + 1);
    }

    private Throwable copy(Throwable failure, int depth) {
        Throwable copy = new IOException(text(failure.toString()));
        copy.setStackTrace(failure.getStackTrace());
        if (depth < MAX_DEPTH) {
            if (failure.getCause() != null) {
                copy.initCause(copy(failure.getCause(), depth + 1));
            }
            for (Throwable suppressed : failure.getSuppressed()) {
                copy.addSuppressed(copy(suppressed, depth + 1));
            }
        }
        return copy;
    }
}
