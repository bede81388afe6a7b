/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP/1.1 server on a loopback port, on bare sockets, so that a script can break off anywhere. Thread-safe; one
 * daemon thread per connection.
 */
public final class FakeHttpServer implements AutoCloseable {
    private final ServerSocket server;
    private final Script script;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connected = new AtomicInteger();

    /** A script that decides what happens to a request. */
    @FunctionalInterface
    public interface Script {
        /**
         * Answers a request.
         *
         * @param request what the client sent
         * @param response where to write; returning without an end closes the connection
         * @throws IOException if the client has gone
         * @throws InterruptedException if the thread of the connection is interrupted
         */
        void answer(FakeRequest request, FakeResponse response) throws IOException, InterruptedException;
    }

    private FakeHttpServer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    /**
     * Starts serving on a free port.
     *
     * @param script decides what happens to each request; called from several threads
     * @return the server, to be closed by the test
     * @throws UncheckedIOException if there is no port
     */
    public static FakeHttpServer start(Script script) {
        requireNonNull(script, "script");
        try {
            FakeHttpServer fake = new FakeHttpServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
            fake.thread(fake::acceptAll, "accept");
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the address of the server, without a path} */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** {@return how many connections were made so far} */
    public int connections() {
        return connected.get();
    }

    private void thread(Runnable task, String name) {
        Thread thread = new Thread(task, "fake-http-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                thread(() -> serve(socket), "connection-" + connected.incrementAndGet());
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            FakeResponse response;
            do {
                FakeRequest request = FakeRequest.read(socket.getInputStream());
                if (request == null) {
                    return;
                }
                response = new FakeResponse(socket);
                script.answer(request, response);
            } while (response.isEnded());
        } catch (IOException | InterruptedException e) {
            // The client went away, or the server is being closed: both are what tests do on purpose.
        } finally {
            connections.remove(socket);
        }
    }

    /** Ends all connections and gives the port back. */
    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : connections) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
