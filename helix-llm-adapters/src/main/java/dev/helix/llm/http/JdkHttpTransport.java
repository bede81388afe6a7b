/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import static java.util.Objects.requireNonNull;

import dev.helix.core.process.DaemonThreads;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A transport that sends requests with the JDK's HTTP client, for plugins that must not carry OkHttp and Kotlin;
 * HTTP/1.1. Thread-safe.
 *
 * <p>Threads: daemons named {@code helix-http-…}, ended by closing, and one daemon selector thread of the JDK, which
 * ends with the client: at once on Java 21 and later, with the next garbage collection before.
 */
public final class JdkHttpTransport implements HttpTransport {
    private final HttpLimits limits;
    private final ExecutorService receivers = DaemonThreads.pool("helix-http-");
    private final OpenExchanges open = new OpenExchanges();
    private final HttpClient client;

    private JdkHttpTransport(HttpLimits limits) {
        this.limits = limits;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(receivers)
                .connectTimeout(limits.connect())
                .version(HttpClient.Version.HTTP_1_1)
                // A redirect would carry the API key to whatever host the answer names.
                .followRedirects(HttpClient.Redirect.NEVER);
        ProxySelector proxies = ProxySelector.getDefault();
        if (proxies != null) {
            builder.proxy(proxies);
        }
        this.client = builder.build();
    }

    /**
     * Creates a transport with default limits.
     *
     * @return a transport, to be closed
     */
    public static JdkHttpTransport create() {
        return create(HttpLimits.defaults());
    }

    /**
     * Creates a transport.
     *
     * @param limits bounds of each exchange
     * @return a transport, to be closed
     */
    public static JdkHttpTransport create(HttpLimits limits) {
        return new JdkHttpTransport(requireNonNull(limits, "limits"));
    }

    @Override
    public HttpAnswer post(HttpPost post) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        requireNonNull(post, "post").uri())
                .POST(HttpRequest.BodyPublishers.ofByteArray(post.body()));
        post.headers().forEach(request::header);

        Exchange exchange = new Exchange(limits);
        open.add(exchange);
        CompletableFuture<HttpResponse<@Nullable Void>> sending =
                client.sendAsync(request.build(), head -> receive(head, exchange));
        exchange.cancelWith(() -> sending.cancel(true));
        var unused = sending.whenComplete((done, failure) -> {
            open.remove(exchange);
            if (failure != null) {
                exchange.fail(ioFailure(failure));
            } else {
                // The client hands the answer of a proxy that refuses a tunnel to no receiver.
                exchange.begin(done.statusCode(), done.headers()::firstValue);
                exchange.end();
            }
        });
        return exchange.awaitHead();
    }

    private static HttpResponse.BodySubscriber<@Nullable Void> receive(
            HttpResponse.ResponseInfo head, Exchange exchange) {
        exchange.begin(head.statusCode(), head.headers()::firstValue);
        return new Receiver(exchange);
    }

    private static IOException ioFailure(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof IOException io ? io : new IOException("the request failed: " + cause, cause);
    }

    @Override
    public void close() {
        open.closeAll();
        // From Java 21 on the client can be closed; it then waits for its exchanges, all cancelled above.
        if ((Object) client instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("the JDK's HTTP client could not be closed", e);
            }
        }
        receivers.shutdown();
    }

    /**
     * A subscriber that asks for one piece at a time and hands it over, so the exchange's queue never fills and
     * nothing blocks.
     */
    private static final class Receiver implements HttpResponse.BodySubscriber<@Nullable Void> {
        private final Exchange exchange;
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        Receiver(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public CompletionStage<@Nullable Void> getBody() {
            return done;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            subscription.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> pieces) {
            boolean wanted = true;
            for (ByteBuffer piece : pieces) {
                byte[] bytes = new byte[piece.remaining()];
                piece.get(bytes);
                wanted = wanted && exchange.put(bytes);
            }
            if (subscription == null) {
                return;
            }
            if (wanted) {
                subscription.request(1);
            } else {
                subscription.cancel();
                done.complete(null);
            }
        }

        @Override
        public void onError(Throwable failure) {
            exchange.fail(ioFailure(failure));
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            exchange.end();
            done.complete(null);
        }
    }
}
