/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A stand-in for a user who reads what is printed and acts once a certain question is asked. Thread-safe. */
final class QuestionWatch extends OutputStream {
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final String question;
    private final Action action;
    private boolean acted;

    /** The reaction to the question. */
    interface Action {
        void run() throws IOException;
    }

    QuestionWatch(String question, Action action) {
        this.question = question;
        this.action = action;
    }

    @Override
    public synchronized void write(int b) {
        seen.write(b);
        if (!acted && b == '\n' && seen.toString(StandardCharsets.UTF_8).contains(question)) {
            acted = true;
            try {
                action.run();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
