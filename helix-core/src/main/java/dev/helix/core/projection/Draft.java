/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.Message;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages between two passes, each with its position in the raw history. Immutable. */
final class Draft {
    /** The position of a message that was not in the raw history. */
    static final int NOWHERE = -1;

    private final List<Message> messages;
    /** Null as long as every message stands where it was. */
    private final int @Nullable [] positions;

    private Draft(List<Message> messages, int @Nullable [] positions) {
        this.messages = messages;
        this.positions = positions;
    }

    static Draft of(List<Message> messages) {
        return new Draft(messages, null);
    }

    List<Message> messages() {
        return messages;
    }

    int size() {
        return messages.size();
    }

    Message get(int index) {
        return messages.get(index);
    }

    int position(int index) {
        return positions == null ? index : positions[index];
    }

    Rewriter rewriter() {
        return new Rewriter(this);
    }

    /** The draft after a pass under construction; it is the same draft when the pass changes nothing. */
    static final class Rewriter {
        private final Draft source;
        private final Rewrite<Message> messages;
        private int[] positions = new int[0];
        private int size;

        private Rewriter(Draft source) {
            this.source = source;
            this.messages = new Rewrite<>(source.messages);
        }

        void add(Message message, int position) {
            messages.add(message);
            if (positions.length == 0) {
                if (size < source.size() && source.position(size) == position) {
                    size++;
                    return;
                }
                positions = new int[Math.max(16, source.size() + 1)];
                for (int i = 0; i < size; i++) {
                    positions[i] = source.position(i);
                }
            } else if (size == positions.length) {
                positions = Arrays.copyOf(positions, size * 2);
            }
            positions[size++] = position;
        }

        Draft done() {
            List<Message> result = messages.done();
            return result == source.messages
                    ? source
                    : new Draft(result, positions.length == 0 ? source.positions : positions);
        }
    }
}
