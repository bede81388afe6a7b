/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.history;

import dev.helix.api.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The messages of one agent, oldest first; this history only ever grows. Thread-safe. */
public final class History {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Message> messages = new ArrayList<>();

    /** Adds a message at the end. */
    public void append(Message message) {
        lock.lock();
        try {
            messages.add(message);
        } finally {
            lock.unlock();
        }
    }

    /** {@return a copy of all messages} */
    public List<Message> messages() {
        lock.lock();
        try {
            return List.copyOf(messages);
        } finally {
            lock.unlock();
        }
    }
}
