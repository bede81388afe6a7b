/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.benchmarks.GeneratedStream.Protocol;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A benchmark of the way from the bytes of an answer to the reply: one operation is a whole call of an engine whose
 * answer of a million bytes lies in memory, so operations per second are megabytes per second, and a millionth of the
 * bytes allocated per operation is what one byte costs. A listener hears every piece, and the reply is complete.
 *
 * <p>The profile {@code peers} adds the same for other clients, over the same bytes. Every client's reply is compared
 * with what was written before anything is measured.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Benchmark)
public class StreamDecodeBenchmark {
    static final int BYTES = 1_000_000;

    /** The protocol of the stream, by the name of its constant. */
    @Param({"ANTHROPIC", "CHAT", "RESPONSES", "GEMINI", "OLLAMA"})
    String protocol = "ANTHROPIC";

    private GeneratedStream stream;
    private ModelEngine engine;
    private ModelRequest request;

    /**
     * Generates the stream.
     *
     * @throws InterruptedException if interrupted
     */
    @Setup
    public void generate() throws InterruptedException {
        Protocol spoken = Protocol.valueOf(protocol);
        stream = GeneratedStream.of(spoken, BYTES);
        engine = StreamTransport.open(new StreamTransport(spoken, stream).engines(spoken), "model");
        request = ModelRequest.builder()
                .messages(List.of(UserMessage.of("Write the file.")))
                .build();
        AssistantMessage message = decode().message();
        stream.requireDecoded(
                thinking(message), message.text(), message.calls().get(0).arguments());
    }

    private static String thinking(AssistantMessage message) {
        return message.content().stream()
                .filter(Thinking.class::isInstance)
                .map(part -> ((Thinking) part).text())
                .collect(Collectors.joining());
    }

    /**
     * Decodes the stream.
     *
     * @return the reply
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public ModelReply decode() throws InterruptedException {
        Counter counter = new Counter();
        ModelReply reply = engine.generate(request, counter);
        if (counter.characters != stream.heardCharacters()) {
            throw new IllegalStateException("not everything was heard");
        }
        return reply;
    }

    /** Counts the characters heard. */
    private static final class Counter implements ModelListener {
        private int characters;

        @Override
        public void text(String text) {
            characters += text.length();
        }

        @Override
        public void thinking(String text) {
            characters += text.length();
        }
    }
}
