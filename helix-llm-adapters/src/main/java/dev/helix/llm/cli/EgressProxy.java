/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * An HTTP proxy on the host's side of a boundary, which connects to allowed hosts and to no others.
 *
 * <p>It understands tunnels (CONNECT) and single plain requests. Names are looked up here, after they were found to be
 * allowed. What is refused gets a status and a sentence; both sides of a connection end together. {@link #close} ends
 * all of them. Thread-safe.
 */
final class EgressProxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 15_000;
    private static final int MAX_CONNECTIONS = 32;
    /** Refused hosts worth naming in an error. */
    private static final int MAX_NAMED = 8;

    private final EgressRules rules;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Socket> open = new LinkedHashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private boolean closed;

    /** The kinds of refusal, each with the status it has in HTTP. */
    enum Refusal {
        /** The head is no request to a proxy. */
        MALFORMED("400 Bad Request"),
        /** The host and port are not among those allowed. */
        NOT_ALLOWED("403 Forbidden"),
        /** Too many connections are open. */
        TOO_MANY("503 Service Unavailable"),
        /** The host is allowed and cannot be reached. */
        UNREACHABLE("502 Bad Gateway");

        private final String status;

        Refusal(String status) {
            this.status = status;
        }
    }

    EgressProxy(EgressRules rules) {
        this.rules = rules;
    }

    /**
     * Serves one connection to its end on the calling thread, and on one more.
     *
     * @param from what the program sends
     * @param to what it gets; closed in the end
     */
    void serve(InputStream from, OutputStream to) {
        try (to) {
            Optional<ProxyRequest> request = ProxyRequest.read(from);
            if (request.isEmpty()) {
                refuse(to, Refusal.MALFORMED, "this is no request to an HTTP proxy");
                return;
            }
            serve(request.get(), from, to);
        } catch (IOException ended) {
            // The program left, which it may at any time.
        }
    }

    private void serve(ProxyRequest request, InputStream from, OutputStream to) throws IOException {
        String target = request.host() + ":" + request.port();
        if (!rules.allows(request.host(), request.port())) {
            remember(target);
            refuse(to, Refusal.NOT_ALLOWED, target + " is not among the hosts this program may reach");
            return;
        }
        Socket server = new Socket();
        if (!register(server)) {
            refuse(to, Refusal.TOO_MANY, "more than " + MAX_CONNECTIONS + " connections are open");
            return;
        }
        try (server) {
            if (connect(server, request)) {
                exchange(request, server, from, to);
            } else {
                refuse(to, Refusal.UNREACHABLE, target + " cannot be reached from the host");
            }
        } finally {
            forget(server);
        }
    }

    private static boolean connect(Socket server, ProxyRequest request) {
        try {
            server.connect(new InetSocketAddress(request.host(), request.port()), CONNECT_MILLIS);
            return true;
        } catch (IOException unreachable) {
            return false;
        }
    }

    private void exchange(ProxyRequest request, Socket server, InputStream from, OutputStream to) throws IOException {
        if (request.tunnel()) {
            to.write(ascii("HTTP/1.1 200 Connection established\r\n\r\n"));
        } else {
            server.getOutputStream().write(request.forward().getBytes(StandardCharsets.ISO_8859_1));
        }
        DaemonThread.start("helix-egress", () -> upstream(from, server));
        InputStream answer = new BufferedInputStream(server.getInputStream());
        if (!request.tunnel()) {
            passHeads(answer, to);
        }
        answer.transferTo(to);
    }

    /** Servers may promise to keep the connection; the program must not send its next request on this one. */
    private static void passHeads(InputStream answer, OutputStream to) throws IOException {
        boolean more = true;
        while (more) {
            Optional<HttpHead> head = HttpHead.read(answer);
            if (head.isPresent()) {
                to.write(head.get().asLast(head.get().start()).getBytes(StandardCharsets.ISO_8859_1));
                to.flush();
            } else {
                refuse(to, Refusal.UNREACHABLE, "the server did not answer in HTTP");
            }
            more = head.isPresent() && head.get().isInterim();
        }
    }

    private static void upstream(InputStream from, Socket server) {
        try {
            from.transferTo(server.getOutputStream());
            server.shutdownOutput();
        } catch (IOException ended) {
            // Seen by the other direction too.
        }
    }

    private static void refuse(OutputStream to, Refusal refusal, String reason) throws IOException {
        byte[] body = reason.getBytes(StandardCharsets.UTF_8);
        to.write(ascii("HTTP/1.1 " + refusal.status + "\r\nContent-Type: text/plain\r\nContent-Length: " + body.length
                + "\r\nConnection: close\r\n\r\n"));
        to.write(body);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private boolean register(Socket server) {
        return locked(() -> !closed && open.size() < MAX_CONNECTIONS && open.add(server));
    }

    private void forget(Socket server) {
        locked(() -> open.remove(server));
    }

    private void remember(String target) {
        locked(() -> refused.size() < MAX_NAMED && refused.add(target));
    }

    /** {@return hosts that were asked for and refused, at most eight} */
    List<String> refused() {
        return locked(() -> List.copyOf(refused));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        List<Socket> left = locked(() -> {
            closed = true;
            return List.copyOf(open);
        });
        for (Socket server : left) {
            try {
                server.close();
            } catch (IOException gone) {
                // Closed is closed.
            }
        }
    }
}
