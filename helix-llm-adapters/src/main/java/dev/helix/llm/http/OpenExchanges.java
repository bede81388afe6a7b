/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The registry of the exchanges under way, so that closing a transport ends them. Thread-safe. */
final class OpenExchanges {
    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    void add(Exchange exchange) {
        open.add(exchange);
        if (closed) {
            open.remove(exchange);
            throw new IllegalStateException("the transport is closed; create a new one");
        }
    }

    void remove(Exchange exchange) {
        open.remove(exchange);
    }

    void closeAll() {
        closed = true;
        List.copyOf(open).forEach(Exchange::close);
    }
}
