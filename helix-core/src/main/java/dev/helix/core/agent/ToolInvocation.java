/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.TurnId;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.tool.ToolResult;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One tool call on its way: started once, interruptible, answered in any case. Thread-safe. */
final class ToolInvocation implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ToolInvocation.class);

    /** A tool that does not react to its interrupt within this time is left behind and reported. */
    private static final long PATIENCE_SECONDS = 30;

    private static final ToolResult INTERRUPTED =
            ToolResult.failed("The call was interrupted before it finished; it may have had effects.");

    private final TurnId turn;
    private final ToolCall call;
    private final ToolInvoker single;
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile ToolResult result = INTERRUPTED;
    private @Nullable Thread runner;
    private volatile @Nullable Throwable failure;
    private boolean cancelled;

    ToolInvocation(TurnId turn, ToolCall call, ToolInvoker single) {
        this.turn = turn;
        this.call = call;
        this.single = single;
    }

    ToolCall call() {
        return call;
    }

    ToolResult result() {
        return result;
    }

    ToolMessage answer() {
        return ToolMessage.of(call.id(), call.name(), result.content(), result.error());
    }

    void refuse(ToolResult answer) {
        result = answer;
        ended.countDown();
    }

    /** Starts the call; one the executor does not take is answered with that. */
    void start(Executor executor) {
        try {
            executor.execute(this);
        } catch (RejectedExecutionException rejected) {
            LOG.warn("the executor took no call of tool {}", call.name(), rejected);
            refuse(ToolResult.failed("Not run: no thread was free for it. Try again later."));
        }
    }

    @Override
    public void run() {
        if (!began()) {
            ended.countDown();
            return;
        }
        try {
            result = single.run(turn, call);
        } catch (InterruptedException interrupted) {
            result = INTERRUPTED;
        } catch (RuntimeException | Error broken) {
            failure = broken;
        } finally {
            end();
        }
    }

    private boolean began() {
        lock.lock();
        try {
            if (!cancelled) {
                runner = Thread.currentThread();
            }
            return !cancelled;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            runner = null;
        } finally {
            lock.unlock();
        }
        // The thread may belong to a pool: an interrupt meant for this call must not reach the next one.
        Thread.interrupted();
        ended.countDown();
    }

    void interrupt() {
        lock.lock();
        try {
            cancelled = true;
            if (runner != null) {
                runner.interrupt();
            } else {
                // Not begun: it never will, whenever the executor comes to it.
                ended.countDown();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end; throws what kept the call from being reported, since then the turn cannot go on. */
    void await() throws InterruptedException {
        ended.await();
        Throwable broken = failure;
        if (broken instanceof Error error) {
            throw error;
        }
        if (broken != null) {
            throw (RuntimeException) broken;
        }
    }

    /** {@return until when interrupted calls are waited for} */
    static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    }

    /** Waits for an interrupted call, however often the waiting thread is interrupted meanwhile. */
    void awaitEnd(long deadline) {
        boolean interrupted = false;
        while (true) {
            try {
                if (!ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.warn("tool {} ignores its interrupt and was left running", call.name());
                }
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
