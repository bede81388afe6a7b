/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import dev.helix.api.model.Secret;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A filter that takes a key out of what errors show, their causes included. Immutable. */
final class Redactor {
    private static final String HIDDEN = "[hidden]";
    /** Deeper than any chain of causes seen; what lies below is cut off, circles among it. */
    private static final int MAX_DEPTH = 20;

    private final @Nullable Secret key;

    /** Creates a filter; without a key it changes nothing. */
    Redactor(@Nullable Secret key) {
        this.key = key;
    }

    String text(String text) {
        return key == null ? text : text.replace(key.reveal(), HIDDEN);
    }

    /** {@return the same failure when it shows no key, otherwise a copy without it, stack traces kept} */
    Throwable failure(Throwable failure) {
        return shows(failure) ? copy(failure, 0) : failure;
    }

    boolean shows(Throwable failure) {
        return key != null && shows(failure, key.reveal(), 0);
    }

    private static boolean shows(Throwable failure, String key, int depth) {
        if (depth > MAX_DEPTH) {
            return true;
        }
        if (failure.toString().contains(key)) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (shows(suppressed, key, depth + 1)) {
                return true;
            }
        }
        return failure.getCause() != null && shows(failure.getCause(), key, depth + 1);
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
