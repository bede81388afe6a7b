/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawContentBlockDeltaEvent;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.ToolUseBlock;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.helix.benchmarks.GeneratedStream.Protocol;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decodes the streams of {@link StreamDecodeBenchmark} with anthropic-java and langchain4j: whole calls of their
 * clients, with an HTTP client that answers from memory, up to the complete message.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Benchmark)
public class PeerDecodeBenchmark {
    private GeneratedStream messages;
    private GeneratedStream completion;
    private AnthropicClient anthropic;
    private MessageCreateParams params;
    private StreamingChatModel langchainAnthropic;
    private StreamingChatModel langchainChat;

    /** Generates the streams and builds the clients. */
    @Setup
    public void open() {
        messages = GeneratedStream.of(Protocol.ANTHROPIC, StreamDecodeBenchmark.BYTES);
        completion = GeneratedStream.of(Protocol.CHAT, StreamDecodeBenchmark.BYTES);
        anthropic = new AnthropicClientImpl(
                ClientOptions.builder().httpClient(new AnthropicFromMemory(messages.bytes())).build());
        params = MessageCreateParams.builder()
                .model("model")
                .maxTokens(1000)
                .addUserMessage("Write the file.")
                .build();
        langchainAnthropic = AnthropicStreamingChatModel.builder()
                .httpClientBuilder(new LangchainFromMemory(messages.bytes()))
                .apiKey("key")
                .modelName("model")
                .returnThinking(true)
                .build();
        langchainChat = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(new LangchainFromMemory(completion.bytes()))
                .apiKey("key")
                .modelName("model")
                .returnThinking(true)
                .build();
        requireDecoded(messages, langchain4jAnthropic());
        requireDecoded(completion, langchain4jChat());
        List<ContentBlock> blocks = anthropicJava().content();
        messages.requireDecoded(
                blocks.get(0).asThinking().thinking(),
                blocks.get(1).asText().text(),
                arguments(blocks.get(2).asToolUse()));
    }

    private static void requireDecoded(GeneratedStream stream, ChatResponse response) {
        AiMessage message = response.aiMessage();
        stream.requireDecoded(
                message.thinking(), message.text(), message.toolExecutionRequests().get(0).arguments());
    }

    /** The client keeps them parsed; the file has two members, in the order in which they were written. */
    private static String arguments(ToolUseBlock call) {
        try {
            return new ObjectMapper().writeValueAsString(call._input().convert(Map.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the message as anthropic-java puts it together} */
    @Benchmark
    public Message anthropicJava() {
        MessageAccumulator message = MessageAccumulator.create();
        int[] characters = new int[1];
        try (StreamResponse<RawMessageStreamEvent> stream = anthropic.messages().createStreaming(params)) {
            stream.stream().forEach(event -> {
                message.accumulate(event);
                characters[0] += heard(event);
            });
        }
        requireHeard(characters[0], messages);
        return message.message();
    }

    private static int heard(RawMessageStreamEvent event) {
        return event.contentBlockDelta()
                .map(RawContentBlockDeltaEvent::delta)
                .map(delta -> delta.text().map(text -> text.text().length()).orElse(0)
                        + delta.thinking().map(thinking -> thinking.thinking().length()).orElse(0))
                .orElse(0);
    }

    private static void requireHeard(int characters, GeneratedStream stream) {
        if (characters != stream.heardCharacters()) {
            throw new IllegalStateException("not everything was heard");
        }
    }

    /** {@return the message as langchain4j puts it together} */
    @Benchmark
    public ChatResponse langchain4jAnthropic() {
        return call(langchainAnthropic, messages);
    }

    /** {@return the completion as langchain4j puts it together} */
    @Benchmark
    public ChatResponse langchain4jChat() {
        return call(langchainChat, completion);
    }

    private static ChatResponse call(StreamingChatModel model, GeneratedStream stream) {
        Handler handler = new Handler();
        model.chat("Write the file.", handler);
        ChatResponse response = handler.response;
        if (response == null) {
            throw new IllegalStateException("the answer did not arrive", handler.error);
        }
        requireHeard(handler.characters, stream);
        return response;
    }

    /** Counts the characters heard and keeps the response. */
    private static final class Handler implements StreamingChatResponseHandler {
        private int characters;
        private @Nullable ChatResponse response;
        private @Nullable Throwable error;

        @Override
        public void onPartialResponse(String text) {
            characters += text.length();
        }

        @Override
        public void onPartialThinking(PartialThinking thinking) {
            characters += thinking.text().length();
        }

        @Override
        public void onCompleteResponse(ChatResponse complete) {
            response = complete;
        }

        @Override
        public void onError(Throwable failure) {
            error = failure;
        }
    }

    private static final class LangchainFromMemory implements HttpClientBuilder, HttpClient {
        private final byte[] bytes;

        LangchainFromMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofMinutes(1);
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return Duration.ofMinutes(1);
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return this;
        }

        @Override
        public SuccessfulHttpResponse execute(dev.langchain4j.http.client.HttpRequest request) {
            throw new UnsupportedOperationException("only streams are answered");
        }

        @Override
        public void execute(
                dev.langchain4j.http.client.HttpRequest request,
                ServerSentEventParser parser,
                ServerSentEventListener listener) {
            listener.onOpen(SuccessfulHttpResponse.builder()
                    .statusCode(200)
                    .headers(Map.of("content-type", List.of("text/event-stream")))
                    .build());
            parser.parse(new ByteArrayInputStream(bytes), listener);
            listener.onClose();
        }
    }

    private static final class AnthropicFromMemory implements com.anthropic.core.http.HttpClient {
        private final byte[] bytes;

        AnthropicFromMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public HttpResponse execute(HttpRequest request, RequestOptions options) {
            return new AnthropicAnswer(new ByteArrayInputStream(bytes));
        }

        @Override
        public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
            return CompletableFuture.completedFuture(execute(request, options));
        }

        @Override
        public void close() {}
    }

    private record AnthropicAnswer(InputStream body) implements HttpResponse {
        @Override
        public int statusCode() {
            return 200;
        }

        @Override
        public Headers headers() {
            return Headers.builder().put("content-type", "text/event-stream").build();
        }

        @Override
        public void close() {}
    }
}
