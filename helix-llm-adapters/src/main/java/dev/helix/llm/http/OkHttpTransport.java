/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import static java.util.Objects.requireNonNull;

import dev.helix.core.process.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A transport that sends requests with an OkHttp client of its own; HTTP/2 where the server offers it. Thread-safe.
 *
 * <p>Threads: daemons named {@code helix-http-…} receive one answer each; closing ends them and drops the connections.
 */
public final class OkHttpTransport implements HttpTransport {
    private static final int CHUNK_BYTES = 8192;
    /** As many as OkHttp keeps by default. */
    private static final int KEPT_CONNECTIONS = 5;

    private final HttpLimits limits;
    private final ExecutorService receivers = DaemonThreads.pool("helix-http-");
    private final OkHttpClient client;

    private OkHttpTransport(HttpLimits limits) {
        this.limits = limits;
        Dispatcher dispatcher = new Dispatcher(receivers);
        // The dispatcher would queue beyond 5 requests per host; how many run is the host application's decision.
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        this.client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(KEPT_CONNECTIONS, 5, TimeUnit.MINUTES))
                .connectTimeout(limits.connect())
                // Exchange watches these: a reader's limits must hold even when the client's threads hang.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                // A redirect would carry the API key to whatever host the answer names.
                .followRedirects(false)
                .followSslRedirects(false)
                .addNetworkInterceptor(OkHttpTransport::refuseClosedConnection)
                .build();
    }

    /**
     * Creates a transport with default limits.
     *
     * @return a transport, to be closed
     */
    public static OkHttpTransport create() {
        return create(HttpLimits.defaults());
    }

    /**
     * Creates a transport.
     *
     * @param limits bounds of each exchange
     * @return a transport, to be closed
     */
    public static OkHttpTransport create(HttpLimits limits) {
        return new OkHttpTransport(requireNonNull(limits, "limits"));
    }

    @Override
    public HttpAnswer post(HttpPost post) throws IOException, InterruptedException {
        requireNonNull(post, "post");
        if (receivers.isShutdown()) {
            throw new IllegalStateException("the transport is closed; create a new one");
        }
        Request.Builder request = new Request.Builder()
                .url(post.uri().toString())
                // Compressed events would arrive in lumps.
                .header("Accept-Encoding", "identity")
                .post(new OneShotBody(post.body()));
        post.headers().forEach(request::header);

        Exchange exchange = new Exchange(limits);
        enqueue(client.newCall(request.build()), new Receiver(exchange, 0));
        return exchange.awaitHead();
    }

    private static void enqueue(Call call, Receiver receiver) {
        receiver.exchange.cancelWith(call::cancel);
        call.enqueue(receiver);
    }

    /**
     * Notices, before anything is sent, that the server has closed a connection that was kept for the next request.
     * OkHttp itself looks only after ten idle seconds, and what was sent into such a connection must not be sent again.
     */
    private static Response refuseClosedConnection(Interceptor.Chain chain) throws IOException {
        Connection connection = chain.connection();
        if (connection != null && connection.protocol() == Protocol.HTTP_1_1 && isClosed(connection.socket())) {
            throw new ClosedConnectionException();
        }
        return chain.proceed(chain.request());
    }

    /** Tells whether a connection is of no use: between two answers there is nothing to read but its end. */
    private static boolean isClosed(Socket socket) throws IOException {
        int before = socket.getSoTimeout();
        socket.setSoTimeout(1);
        try {
            int unused = socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        } catch (IOException broken) {
            return true;
        } finally {
            socket.setSoTimeout(before);
        }
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        receivers.shutdown();
        client.connectionPool().evictAll();
    }

    /** Says that a kept connection was closed; nothing of the request was sent on it. */
    private static final class ClosedConnectionException extends IOException {
        private static final long serialVersionUID = 1L;

        ClosedConnectionException() {
            super("the server closed the connection");
        }
    }

    private record Receiver(Exchange exchange, int closedConnections) implements Callback {
        @Override
        public void onFailure(Call call, IOException failure) {
            if (failure instanceof ClosedConnectionException && closedConnections < KEPT_CONNECTIONS) {
                enqueue(call.clone(), new Receiver(exchange, closedConnections + 1));
            } else {
                exchange.fail(failure);
            }
        }

        @Override
        public void onResponse(Call call, Response response) {
            Headers headers = response.headers();
            exchange.begin(response.code(), name -> Optional.ofNullable(headers.get(name)));
            try (response;
                    InputStream body = response.body().byteStream()) {
                byte[] buffer = new byte[CHUNK_BYTES];
                int length = body.read(buffer);
                while (length >= 0 && exchange.put(Arrays.copyOf(buffer, length))) {
                    length = body.read(buffer);
                }
                if (length < 0) {
                    exchange.end();
                }
            } catch (IOException e) {
                exchange.fail(e);
            }
        }
    }

    /** A request body that keeps OkHttp from silently sending a request a second time over another route. */
    private static final class OneShotBody extends RequestBody {
        private final byte[] body;

        OneShotBody(byte[] body) {
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return body.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(body);
        }
    }
}
