/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.servers;

import dev.helix.testkit.server.FakeHttpServer;
import dev.helix.testkit.server.FakeRequest;
import dev.helix.testkit.server.FakeResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A provider on a loopback port that plays replies in order, and refuses what the provider refuses. Thread-safe.
 */
public final class StrictServer implements AutoCloseable {
    private final ProviderWire wire;
    private final String key;
    private final Queue<ScriptedReply> replies = new ConcurrentLinkedQueue<>();
    private final List<FakeRequest> received = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final FakeHttpServer server;

    private StrictServer(ProviderWire wire, String key) {
        this.wire = wire;
        this.key = key;
        this.server = FakeHttpServer.start(this::answer);
    }

    /** Starts serving on a free port whoever sends the key. */
    public static StrictServer start(ProviderWire wire, String key) {
        return new StrictServer(wire, key);
    }

    /** Adds replies behind those that are still to be played. */
    public StrictServer reply(ScriptedReply... more) {
        replies.addAll(List.of(more));
        return this;
    }

    public ProviderWire wire() {
        return wire;
    }

    public URI uri() {
        return server.uri();
    }

    public int connections() {
        return server.connections();
    }

    /** {@return all requests in the order of their arrival} */
    public List<FakeRequest> received() {
        return List.copyOf(received);
    }

    /** {@return what was wrong with requests} */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    private void answer(FakeRequest request, FakeResponse response) throws IOException {
        received.add(request);
        List<String> broken = new ArrayList<>(wire.broken(request));
        if (!request.headers().toString().contains(key)) {
            broken.add("no key");
        }
        ScriptedReply reply = broken.isEmpty() ? replies.poll() : null;
        if (broken.isEmpty() && reply == null) {
            broken.add("nobody expected a request");
        }
        if (reply == null) {
            refused.add(request.line() + ": " + broken);
            response.send(400, Map.of("content-type", "application/json"), wire.error(400, broken.toString()));
            return;
        }
        response.begin(200, Map.of("content-type", wire.contentType()));
        for (String event : wire.events(wire.model(request), reply)) {
            response.piece(event);
        }
        response.end();
    }

    @Override
    public void close() {
        server.close();
    }
}
