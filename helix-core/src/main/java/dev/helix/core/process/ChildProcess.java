/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A started process, watched to its end.
 *
 * <p><b>States.</b> Running, then ended by itself, by the time limit or by {@link #cancel}; in all three cases whatever
 * is left of its tree is killed before the result is published.
 *
 * <p><b>Threads.</b> One pool thread per output stream, one for input if there is any; the exit is waited for by the
 * caller who wants the result, or by a pool thread where the caller talks with the process. Thread-safe.
 */
final class ChildProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    /** Time a process has to tidy up (git removes its lock files) between the request to end and the kill. */
    private static final Duration GRACE = Duration.ofMillis(500);
    /** How long output may still arrive once every known member of the tree is dead. */
    static final Duration LAST_OUTPUT = Duration.ofSeconds(5);
    /** 128 + SIGKILL. */
    private static final int KILLED = 137;

    private final Started started;
    private final ProcessSpec spec;
    private final ByteSink live;
    private final Executor threads;
    private final OutputBuffer stdout;
    private final OutputBuffer stderr;
    private final CountDownLatch outputEnded;
    private final InputQueue input;
    private final long startedNanos = System.nanoTime();
    private final AtomicBoolean endRequested = new AtomicBoolean();
    private final CompletableFuture<ProcessResult> result = new CompletableFuture<>();

    /** A process just started, and the means to end what it starts. */
    record Started(Process process, ProcessTree tree) {}

    ChildProcess(Started started, ProcessSpec spec, ByteSink live, Executor threads) {
        this.started = started;
        this.spec = spec;
        this.live = live;
        this.threads = threads;
        this.stdout = new OutputBuffer(spec.outputLimitBytes());
        this.stderr = new OutputBuffer(spec.outputLimitBytes());
        this.outputEnded = new CountDownLatch(spec.mergeErrors() ? 1 : 2);
        this.input = new InputQueue(started.process().getOutputStream());
    }

    /** Sets the threads to work that read the output. */
    void readOutput() {
        Process process = started.process();
        threads.execute(new StreamPump(process.getInputStream(), new Capture(stdout, live), outputEnded));
        if (!spec.mergeErrors()) {
            threads.execute(new StreamPump(
                    process.getErrorStream(), new Capture(stderr, DiscardingSink.INSTANCE), outputEnded));
        }
    }

    /**
     * Waits for the end on the calling thread.
     *
     * @throws InterruptedException if that thread was interrupted; the process goes on, and somebody else must watch it
     */
    ProcessResult watch() throws InterruptedException {
        try {
            ProcessResult ended = watchToTheEnd();
            result.complete(ended);
            return ended;
        } catch (RuntimeException e) {
            fail(e);
            throw e;
        }
    }

    /** Waits for the end on a thread that nobody else knows; the result is for those who {@link #await} it. */
    void watchInBackground() {
        try {
            watch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        } catch (RuntimeException alreadyTold) {
            // Whoever awaits the result gets it.
        }
    }

    /** {@return standard input; its thread starts with the first call} */
    InputQueue openInput() {
        threads.execute(input);
        return input;
    }

    /** {@return standard input itself, for a caller that may block; never used beside {@link #openInput}} */
    OutputStream rawInput() {
        return started.process().getOutputStream();
    }

    /** Waits for the result without ever blocking on the process itself. */
    ProcessResult await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("watching a process failed", e.getCause());
        }
    }

    /** Asks the process to end, kills its tree if it does not, and returns when it is gone or patience ended. */
    void cancel() {
        requestEnd();
        awaitUninterruptibly();
    }

    /** Does the same for a caller who watched the process and was interrupted. */
    void endInBackground() {
        try {
            threads.execute(this::watchInBackground);
            cancel();
        } catch (RejectedExecutionException runnerClosed) {
            fail(runnerClosed);
        }
    }

    /** Does the same without waiting. */
    void requestEnd() {
        if (result.isDone() || !endRequested.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.execute(this::terminate);
        } catch (RejectedExecutionException runnerClosed) {
            kill();
        }
    }

    /** Kills the tree at once, on the calling thread. */
    void kill() {
        started.tree().end();
    }

    private void awaitUninterruptibly() {
        long deadline = System.nanoTime() + LAST_OUTPUT.multipliedBy(2).toNanos();
        try {
            Uninterruptibly.await(() -> result.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (Exception unfinished) {
            LOG.debug("an ended process is not waited for any longer", unfinished);
        }
    }

    private ProcessResult watchToTheEnd() throws InterruptedException {
        Optional<String> exceeded = exitedWithinLimits();
        boolean inTime = exceeded.isPresent() || !started.process().isAlive();
        if (!inTime) {
            terminate();
        }
        started.tree().end();
        Optional<String> closing = spec.ended();
        input.end();
        if (!outputEnded.await(LAST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS)) {
            // Its reader is left behind, since a blocked read cannot be interrupted.
            LOG.warn("Output of {} did not end, since a process that got away holds it open", program());
        }
        return resultOf(!inTime, exceeded.or(() -> closing));
    }

    private void fail(Exception cause) {
        started.tree().end();
        spec.ended();
        result.completeExceptionally(cause);
    }

    /** Waits for the exit or the time limit; says which limit on resources was passed, if that came first. */
    private Optional<String> exitedWithinLimits() throws InterruptedException {
        ResourceLimits limits = spec.resources();
        if (limits == null) {
            exitedWithin(spec.timeLimit());
            return Optional.empty();
        }
        ResourceWatch watch = new ResourceWatch(limits, started.tree());
        Optional<String> exceeded = Optional.empty();
        Duration left = spec.timeLimit();
        while (exceeded.isEmpty() && !left.isNegative() && !exitedWithin(shorter(watch.pause(), left))) {
            exceeded = watch.look();
            left = spec.timeLimit().minusNanos(System.nanoTime() - startedNanos);
        }
        return exceeded;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void terminate() {
        // Not Process.destroy(), which also throws away the output that is still to be read.
        started.process().toHandle().destroy();
        try {
            if (!exitedWithin(GRACE)) {
                started.tree().end();
            }
        } catch (InterruptedException e) {
            started.tree().end();
            Thread.currentThread().interrupt();
        }
    }

    private boolean exitedWithin(Duration limit) throws InterruptedException {
        return started.process().waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private String program() {
        return spec.argv().get(0);
    }

    private ProcessResult resultOf(boolean timedOut, Optional<String> exceeded) {
        Process process = started.process();
        int exitCode = process.isAlive() ? KILLED : process.exitValue();
        Duration wallTime = Duration.ofNanos(System.nanoTime() - startedNanos);
        // The JDK ends a stream nobody is reading at the moment of the exit, whoever still holds it open: where one
        // output did not end, the end of the other proves nothing.
        boolean whole = outputEnded.getCount() == 0;
        return new ProcessResult(
                exitCode, stdout.captured(whole), stderr.captured(whole), timedOut, wallTime, exceeded);
    }
}
