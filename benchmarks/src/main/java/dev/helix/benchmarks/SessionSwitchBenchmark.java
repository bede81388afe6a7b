/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import dev.helix.api.HelixHome;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.Secret;
import dev.helix.api.session.Reply;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvents.ModelSwitched;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.SwitchPath;
import dev.helix.api.session.UserTurn;
import dev.helix.benchmarks.GeneratedStream.Protocol;
import dev.helix.core.Helix;
import dev.helix.core.journal.InMemoryJournals;
import dev.helix.llm.anthropic.AnthropicEngines;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A benchmark of whole turns of a session, submitted and answered, each of which switches to the other of two models, or
 * none of which does. The journal is in memory and so are the answers, of 2,000 bytes.
 *
 * <p>Each turn adds two messages to the history, so the number of turns is fixed, not their time.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 100)
@Measurement(iterations = 100)
@Fork(2)
@State(Scope.Benchmark)
public class SessionSwitchBenchmark {
    private static final int ANSWER_BYTES = 2_000;
    private static final String HOME = "anthropic:claude-sonnet-4-5";

    /** What changes with each turn. */
    @Param({"NONE", "SAME_ENDPOINT", "SAME_FAMILY", "CROSS_PROVIDER"})
    SwitchPath path;

    /** Messages in the history before the first turn. */
    @Param({"10", "1000"})
    int messages;

    private Path directory;
    private Helix helix;
    private Session session;
    private boolean away;

    /**
     * Fills a session.
     *
     * @throws IOException if there is no room for temporary files
     * @throws InterruptedException if interrupted
     */
    @Setup
    public void open() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("helix-bench");
        StreamTransport anthropic = answering(Protocol.ANTHROPIC);
        EngineFactory gateway = AnthropicEngines.builder()
                .provider("gateway")
                .baseUrl(URI.create("https://gateway.example.org"))
                .transport(anthropic)
                .build();
        EngineFactory chat = answering(Protocol.CHAT).engines(Protocol.CHAT);
        helix = Helix.builder()
                .home(HelixHome.at(directory))
                .engines(anthropic.engines(Protocol.ANTHROPIC), gateway, chat)
                .credentials(request -> Optional.of(Secret.of("key")))
                .journals(new InMemoryJournals())
                .defaultModel(HOME)
                .build();
        session = helix.sessions().create(SessionSpec.in(directory).build());
        for (int i = 0; i < messages / 2 - 2; i++) {
            session.send(UserTurn.text("Go on."));
        }
        requireSwitches();
    }

    private static StreamTransport answering(Protocol protocol) {
        return new StreamTransport(protocol, GeneratedStream.withoutCall(protocol, ANSWER_BYTES));
    }

    private void requireSwitches() throws InterruptedException {
        turn();
        turn();
        List<SwitchPath> taken = session.events(0).stream()
                .filter(event -> event.body() instanceof ModelSwitched)
                .map(event -> ((ModelSwitched) event.body()).path())
                .toList();
        List<SwitchPath> expected = path == SwitchPath.NONE ? List.of() : List.of(path, path);
        if (!taken.equals(expected)) {
            throw new IllegalStateException("expected " + expected + ", was " + taken);
        }
    }

    /**
     * Makes a turn.
     *
     * @return its reply
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public Reply turn() throws InterruptedException {
        away = !away;
        return session.send(UserTurn.text("Go on.").with(away ? other() : HOME));
    }

    private String other() {
        return switch (path) {
            case NONE -> HOME;
            case SAME_ENDPOINT -> "anthropic:claude-opus-4-8";
            case SAME_FAMILY -> "gateway:claude-sonnet-4-5";
            case CROSS_PROVIDER -> "openai:gpt-5.4";
        };
    }

    /**
     * Closes everything.
     *
     * @throws IOException if the directory cannot be removed, since something was written to it
     */
    @TearDown
    public void close() throws IOException {
        helix.close();
        Files.deleteIfExists(directory);
    }
}
