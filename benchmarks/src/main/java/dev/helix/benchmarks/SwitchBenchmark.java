/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import dev.helix.api.message.Origin;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.benchmarks.GeneratedStream.Protocol;
import dev.helix.core.projection.HistoryProjector;
import dev.helix.core.projection.TargetProfiles;
import dev.helix.core.projection.Transcript;
import dev.helix.llm.anthropic.AnthropicEngines;
import java.net.URI;
import java.util.concurrent.TimeUnit;
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
 * Compares the first call after each kind of switch with a call without one: project the history, write the request,
 * read a short answer. The history was written by the engine that is left. No network is measured, and nothing of the
 * session: its journal and its events.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class SwitchBenchmark {
    private static final int ANSWER_BYTES = 2_000;

    /** Messages in the history. */
    @Param({"10", "100", "1000", "10000"})
    int messages;

    private final StreamTransport transport = answering(Protocol.ANTHROPIC);
    private final StreamTransport chatTransport = answering(Protocol.CHAT);
    private final EngineFactory engines = transport.engines(Protocol.ANTHROPIC);
    private final ModelEngine engine = StreamTransport.open(engines, GeneratedHistories.ORIGIN.model());
    private ModelRequest request;

    private static StreamTransport answering(Protocol protocol) {
        return new StreamTransport(protocol, GeneratedStream.of(protocol, ANSWER_BYTES));
    }

    /** Generates the history. */
    @Setup
    public void generate() {
        request = ModelRequest.builder()
                .messages(GeneratedHistories.clean(messages))
                .build();
    }

    /**
     * Calls the engine that wrote the history.
     *
     * @return its reply
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public ModelReply noSwitch() throws InterruptedException {
        return engine.generate(request, ModelListener.NONE);
    }

    /**
     * Calls another model of the same endpoint.
     *
     * @return its reply
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public ModelReply sameEndpoint() throws InterruptedException {
        return StreamTransport.open(engines, "claude-opus-4-8").generate(request, ModelListener.NONE);
    }

    /**
     * Calls another endpoint that speaks the same protocol.
     *
     * @return its reply
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public ModelReply sameFamily() throws InterruptedException {
        try (EngineFactory gateway = AnthropicEngines.builder()
                .provider("gateway")
                .baseUrl(URI.create("https://gateway.example.org"))
                .transport(transport)
                .build()) {
            return StreamTransport.open(gateway, GeneratedHistories.ORIGIN.model())
                    .generate(request, ModelListener.NONE);
        }
    }

    /**
     * Calls another provider.
     *
     * @return its reply
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public ModelReply crossProvider() throws InterruptedException {
        try (EngineFactory other = chatTransport.engines(Protocol.CHAT)) {
            return StreamTransport.open(other, "gpt-5.4").generate(request, ModelListener.NONE);
        }
    }

    /** {@return the prompt of a program that takes the conversation as one text; the program is not run} */
    @Benchmark
    public String commandLine() {
        Origin program = new Origin("claude-cli", "command", "default");
        return Transcript.of(
                HistoryProjector.of(TargetProfiles.transcript(program)).project(request));
    }
}
