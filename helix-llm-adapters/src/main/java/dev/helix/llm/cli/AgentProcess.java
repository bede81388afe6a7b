/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.CommandStreams;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.workspace.WorkspaceUnsupportedException;
import dev.helix.llm.cli.CliEngineException.Reason;
import dev.helix.llm.cli.relay.BytePipe;
import dev.helix.llm.cli.relay.Channel;
import dev.helix.llm.cli.relay.Launch;
import dev.helix.llm.cli.relay.Multiplexer;
import dev.helix.llm.cli.relay.Relay;
import dev.helix.llm.cli.relay.RelayCommand;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An agent's program that runs in a workspace, talked with line by line.
 *
 * <p>The workspace runs one command, the relay, over two pipes; the program's streams and its connections travel inside
 * them, and the connections end at a proxy here. {@link #close} ends the program with everything it started.
 *
 * <p><b>Threads.</b> One runs the command, one takes the relay's frames apart, one writes standard input, one reads
 * standard error, and two serve each connection. All end with {@link #close}. Lines are read by one thread; all else is thread-safe.
 */
final class AgentProcess implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(10);
    private static final Duration ORDERLY_END = Duration.ofMillis(500);
    /** Frames that may wait to be taken apart. */
    private static final int UNREAD_BYTES = 1024 * 1024;

    private final CliLimits limits;
    private final EgressProxy proxy;
    private final BytePipe toRelay = new BytePipe();
    private final BytePipe fromRelay = new BytePipe();
    private final BytePipe input = new BytePipe();
    private final TextTail errors = new TextTail();
    private final TextTail relayErrors = new TextTail();
    private final CompletableFuture<CommandResult> ended = new CompletableFuture<>();
    private final Channel control;
    private final Channel standard;
    private final Thread runner;
    private final byte[] chunk = new byte[16 * 1024];
    private int chunkStart;
    private int chunkEnd;
    private long outputBytes;

    private AgentProcess(Workspace workspace, EgressRules rules, CliLimits limits) {
        this.limits = limits;
        this.proxy = new EgressProxy(rules);
        Multiplexer multiplexer = new Multiplexer(new PipeOutput(toRelay, Long.MAX_VALUE), this::connect);
        this.control = multiplexer.agreed(Relay.CONTROL);
        this.standard = multiplexer.agreed(Relay.STANDARD);
        Channel errorChannel = multiplexer.agreed(Relay.ERRORS);
        DaemonThread.start("helix-cli-frames", () -> multiplexer.readAll(new PipeInput(fromRelay)));
        DaemonThread.start("helix-cli-errors", () -> copy(errorChannel.input(), errors));
        DaemonThread.start("helix-cli-input", () -> copy(new PipeInput(input), standard.output()));
        this.runner = DaemonThread.start("helix-cli-run", () -> run(workspace));
    }

    /** Starts a program; a failure to start shows when its output is read. */
    static AgentProcess start(Workspace workspace, Launch launch, EgressRules rules, CliLimits limits) {
        AgentProcess process = new AgentProcess(workspace, rules, limits);
        try {
            launch.write(new DataOutputStream(new BufferedOutputStream(process.control.output(), 32 * 1024)));
        } catch (IOException gone) {
            // The relay ended, for a reason that ending() tells.
        }
        return process;
    }

    private void run(Workspace workspace) {
        CommandStreams streams = CommandStreams.builder()
                .input(new PipeInput(toRelay))
                .output(new PipeOutput(fromRelay, UNREAD_BYTES))
                .errors(relayErrors)
                .build();
        try {
            ended.complete(workspace.run(RelayCommand.of(limits.total()), streams));
        } catch (InterruptedException stopped) {
            ended.cancel(false);
        } catch (RuntimeException failed) {
            ended.completeExceptionally(failed);
        } finally {
            toRelay.end();
            fromRelay.end();
        }
    }

    private void connect(Channel channel) {
        DaemonThread.start("helix-egress", () -> {
            try (channel) {
                proxy.serve(channel.input(), channel.output());
            }
        });
    }

    private static void copy(InputStream from, OutputStream to) {
        try (to) {
            from.transferTo(to);
        } catch (IOException ended) {
            // The program ended, or stopped reading; its status tells more.
        }
    }

    /**
     * Queues text for standard input.
     *
     * @throws CliEngineException if the program reads none of what it gets
     */
    void send(String text) {
        input.add(text.getBytes(StandardCharsets.UTF_8));
        if (input.held() > limits.outputBytes()) {
            throw new CliEngineException(Reason.FLOODED, "asks for more than it reads");
        }
    }

    /** Ends standard input after what was sent. */
    void endInput() {
        input.end();
    }

    /**
     * Waits for the next line of output.
     *
     * @return the line; empty at the end
     * @throws CliEngineException if none came within the idle limit, or it is longer than any line may be
     */
    Optional<String> readLine() throws InterruptedException {
        return readLine(limits::idle);
    }

    /**
     * Waits for the next line of output until a time, however much of it comes.
     *
     * @param deadline as of {@link System#nanoTime}
     * @return the line; empty at the end
     * @throws CliEngineException if none came in time, or it is longer than any line may be
     */
    Optional<String> readLineBefore(long deadline) throws InterruptedException {
        var unused = left(deadline);
        return readLine(() -> left(deadline));
    }

    private static Duration left(long deadline) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new CliEngineException(Reason.HUNG, "did not end in time");
        }
        return Duration.ofNanos(left);
    }

    private Optional<String> readLine(Supplier<Duration> idle) throws InterruptedException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (chunkStart < chunkEnd || fill(idle.get())) {
            int start = chunkStart;
            while (chunkStart < chunkEnd && chunk[chunkStart] != '\n') {
                chunkStart++;
            }
            line.write(chunk, start, chunkStart - start);
            if (line.size() > limits.lineBytes()) {
                throw new CliEngineException(
                        Reason.FLOODED, "wrote a line of more than " + limits.lineBytes() + " bytes");
            }
            if (chunkStart < chunkEnd) {
                chunkStart++;
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    private boolean fill(Duration idle) throws InterruptedException {
        try {
            chunkEnd = standard.read(chunk, idle);
        } catch (TimeoutException silent) {
            throw new CliEngineException(Reason.HUNG, "wrote nothing for " + idle.toMillis() / 1000.0 + " s");
        }
        chunkStart = 0;
        outputBytes += Math.max(0, chunkEnd);
        if (outputBytes > limits.outputBytes()) {
            throw new CliEngineException(
                    Reason.FLOODED, "wrote more than " + limits.outputBytes() + " bytes to standard output");
        }
        return chunkEnd > 0;
    }

    /**
     * Tells how the program ended, once its output has.
     *
     * @return its status
     * @throws CliEngineException if it, or what it runs in, could not be started
     */
    int status() throws InterruptedException {
        AgentEnd end = AgentEnd.read(control, END);
        if (end.status() != AgentEnd.UNKNOWN) {
            awaitRelay();
        }
        if (end.status() == Relay.NOT_STARTED) {
            throw AgentEnd.notStarted(end.message());
        }
        return end.status() == AgentEnd.UNKNOWN ? statusOfCommand() : end.status();
    }

    /** The relay has still to delete the private home. */
    private void awaitRelay() throws InterruptedException {
        runner.join(END.toMillis());
    }

    private int statusOfCommand() throws InterruptedException {
        try {
            CommandResult result = ended.get(END.toSeconds(), TimeUnit.SECONDS);
            if (result.timedOut()) {
                throw new CliEngineException(
                        Reason.HUNG, "ran longer than " + limits.total().toMillis() / 1000.0 + " s");
            }
            throw new CliEngineException(
                    Reason.NOT_STARTED,
                    "could not be carried into its boundary: the relay ended with status " + result.exitCode()
                            + " and said: " + relayErrors.text());
        } catch (ExecutionException e) {
            throw refused(e.getCause());
        } catch (TimeoutException | CancellationException e) {
            throw new CliEngineException(Reason.EXITED_EARLY, "closed its output and did not end");
        }
    }

    private static RuntimeException refused(@Nullable Throwable cause) {
        if (cause instanceof CommandRefusedException || cause instanceof WorkspaceUnsupportedException) {
            return new CliEngineException(Reason.NOT_CONFINED, "was not run: " + cause.getMessage());
        }
        return new CliEngineException(Reason.NOT_STARTED, "could not be run: " + cause);
    }

    /** {@return the end of what it wrote to standard error} */
    String errors() {
        return errors.text();
    }

    /** {@return the hosts it was not let through to, for messages} */
    List<String> refusedHosts() {
        return proxy.refused();
    }

    /** Ends the program with everything it started, and waits a bounded time for that. Idempotent. */
    @Override
    public void close() {
        proxy.close();
        input.end();
        toRelay.end();
        // The relay ends by itself when its input does, and leaves nothing behind; it is not waited for long.
        boolean interrupted = awaitRunner(ORDERLY_END);
        runner.interrupt();
        interrupted |= awaitRunner(END);
        fromRelay.end();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits whatever happens; tells whether the calling thread was interrupted meanwhile. */
    private boolean awaitRunner(Duration limit) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + limit.toNanos();
        for (long left = limit.toMillis(); left > 0 && runner.isAlive(); ) {
            try {
                runner.join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        return interrupted;
    }
}
