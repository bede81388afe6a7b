/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.TurnId;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.tool.ToolResult;
import dev.helix.core.process.Uninterruptibly;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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
    private final ToolInvoker invoker;
    private final CancellableTask work = new CancellableTask();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile ToolResult result = INTERRUPTED;
    private volatile @Nullable Throwable failure;

    ToolInvocation(TurnId turn, ToolCall call, ToolInvoker invoker) {
        this.turn = turn;
        this.call = call;
        this.invoker = invoker;
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
        try {
            result = work.run(() -> invoker.run(turn, call));
        } catch (InterruptedException interrupted) {
            result = INTERRUPTED;
        } catch (RuntimeException | Error broken) {
            failure = broken;
        } finally {
            // The thread may belong to a pool: what a tool left behind must not reach the next call.
            Thread.interrupted();
            ended.countDown();
        }
    }

    void interrupt() {
        if (!work.cancel()) {
            // Not begun: it never will, whenever the executor comes to it.
            ended.countDown();
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
        if (!Uninterruptibly.await(() -> ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS))) {
            LOG.warn("tool {} ignores its interrupt and was left running", call.name());
        }
    }
}
