/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A runner of child processes: argument vectors only, with a cleaned environment, a time limit, bounded output, and
 * the end of the whole process tree in every case. Thread-safe.
 *
 * <p>One runner serves a whole Helix instance. {@link #close} ends every process it started and all of its threads.
 */
public final class ProcessRunner implements AutoCloseable {
    /** Names the variable that marks every process of one tree; who starts another one with a cleared environment passes it on. */
    public static final String MARKER = "HELIX_PROCESS";

    private static final Logger LOG = LoggerFactory.getLogger(ProcessRunner.class);
    private static final long CLOSE_SECONDS = 5;

    private final ProcessLauncher launcher = new ProcessLauncher();
    private final ExecutorService threads = DaemonThreads.pool("helix-process-");
    private final Set<ChildProcess> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Opens a runner; its launcher thread starts with the first process. */
    public ProcessRunner() {}

    /**
     * Runs a process to its end.
     *
     * @throws ProcessStartException if it could not be started
     * @throws InterruptedException if the calling thread was interrupted; the process tree was ended
     */
    public ProcessResult run(ProcessSpec spec) throws InterruptedException {
        return watched(launch(spec, DiscardingSink.INSTANCE, spec.input() != null), spec);
    }

    /**
     * Runs a process to its end and passes its standard output (and standard error, when merged) to a listener.
     *
     * <p>The listener is called on a thread of its own and has everything before this method returns, unless it is more
     * than 1,048,576 characters or, once the process has ended, five seconds behind: what it then misses is replaced by
     * a line that says so. The result is complete in any case.
     *
     * @param liveOutput takes pieces of text as they arrive, one at a time; a piece never ends inside a character
     * @throws ProcessStartException if it could not be started
     * @throws InterruptedException if the calling thread was interrupted; the process tree was ended
     */
    public ProcessResult run(ProcessSpec spec, Consumer<String> liveOutput) throws InterruptedException {
        TextRelay relay = new TextRelay(liveOutput);
        ChildProcess child = launch(spec, new StreamingTextDecoder(relay), spec.input() != null);
        submit(child, spec, () -> threads.execute(relay));
        ProcessResult result = watched(child, spec);
        relay.finish(ChildProcess.LAST_OUTPUT.toMillis());
        return result;
    }

    /**
     * Starts a process to talk with; {@link ProcessSpec.Builder#input} is ignored.
     *
     * @return the running process, to be closed by the caller
     * @throws ProcessStartException if it could not be started
     */
    public RunningProcess start(ProcessSpec spec) {
        LineQueue lines = new LineQueue(spec.outputLimitBytes());
        return new RunningProcess(background(spec, lines), lines);
    }

    /**
     * Starts a process whose standard input and output are byte streams of the caller; {@link
     * ProcessSpec.Builder#input} is ignored.
     *
     * @return the running process, to be closed by the caller
     * @throws ProcessStartException if it could not be started
     */
    public StreamedProcess stream(ProcessSpec spec) {
        ByteQueue output = new ByteQueue();
        return new StreamedProcess(background(spec, output), output);
    }

    /**
     * Ends all processes started here and every thread of this runner; waits a bounded time for both. Idempotent; must
     * not be called by a listener of this runner.
     */
    @Override
    public void close() {
        closed = true;
        launcher.close();
        running.forEach(ChildProcess::requestEnd);
        running.forEach(ChildProcess::cancel);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Threads reading the output of processes are still blocked after closing their runner");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Watches a process on the calling thread, which waits for it anyway; whoever interrupts that ends the process. */
    private ProcessResult watched(ChildProcess child, ProcessSpec spec) throws InterruptedException {
        byte[] bytes = spec.input();
        if (bytes != null) {
            submit(child, spec, () -> child.openInput().sendAll(bytes));
        }
        try {
            return child.watch();
        } catch (InterruptedException e) {
            child.endInBackground();
            throw e;
        } finally {
            running.remove(child);
        }
    }

    private ChildProcess background(ProcessSpec spec, ByteSink live) {
        ChildProcess child = launch(spec, live, true);
        submit(
                child,
                spec,
                () -> threads.execute(() -> {
                    child.watchInBackground();
                    running.remove(child);
                }));
        return child;
    }

    private ChildProcess launch(ProcessSpec spec, ByteSink live, boolean withInput) {
        ChildProcess child = new ChildProcess(start(spec, withInput), spec, live, threads);
        running.add(child);
        submit(child, spec, child::readOutput);
        if (closed) {
            // Perhaps started too late for close() to have seen it.
            child.requestEnd();
        }
        return child;
    }

    private ChildProcess.Started start(ProcessSpec spec, boolean withInput) {
        try {
            return launcher.start(spec, withInput);
        } catch (ProcessStartException e) {
            spec.ended();
            throw e;
        }
    }

    /** Hands over work that belongs to a process; where the runner was closed meanwhile the process ends. */
    private void submit(ChildProcess child, ProcessSpec spec, Runnable submission) {
        try {
            submission.run();
        } catch (RejectedExecutionException e) {
            running.remove(child);
            child.kill();
            spec.ended();
            throw new ProcessStartException(
                    "cannot run " + spec.argv().get(0) + ": the process runner is closed; use one that is open", e);
        }
    }
}
