/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.model.ModelListener;

/** A utility method that lets a listener hear a message grow, as it would with a model. */
final class Streaming {
    /** Enough to show that a listener gets pieces. */
    private static final int PIECES = 3;

    private Streaming() {}

    static void play(AssistantMessage message, ModelListener listener) {
        for (Content part : message.content()) {
            if (part instanceof Thinking thinking && !thinking.text().isEmpty()) {
                listener.thinking(thinking.text());
            } else if (part instanceof Text text) {
                pieces(text.text(), listener);
            }
        }
    }

    private static void pieces(String text, ModelListener listener) {
        int size = Math.max(1, (text.length() + PIECES - 1) / PIECES);
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(text.length(), start + size);
            if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                end++;
            }
            listener.text(text.substring(start, end));
            start = end;
        }
    }
}
