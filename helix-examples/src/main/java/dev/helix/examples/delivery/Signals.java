/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A handler of SIGINT, SIGTERM and SIGHUP that lets the command end by itself: it stops what is under way, waits for the
 * report, and ends the process with the status that the help promises instead of 128 plus the signal. Thread-safe.
 *
 * <p>A shutdown hook is right here because this is a program; a library must not have one.
 */
final class Signals {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile ExitStatus status = ExitStatus.FAILED;
    private Runnable reaction = () -> {};
    private boolean arrived;

    private Signals() {}

    /** Creates a handler for the signals of this process. */
    static Signals ofProcess() {
        Signals signals = new Signals();
        Runtime.getRuntime().addShutdownHook(new Thread(signals::arrive, "helix-delivery-signal"));
        return signals;
    }

    /** Creates a handler that no signal reaches, for a command inside of another program. */
    static Signals none() {
        return new Signals();
    }

    /** Sets what stops that which is under way from now on; done at once when a signal has arrived already. */
    synchronized void stopWith(Runnable stop) {
        reaction = stop;
        if (arrived) {
            stop.run();
        }
    }

    /** Lets the process end with this status. */
    void ended(ExitStatus with) {
        status = with;
        ended.countDown();
    }

    private void arrive() {
        if (ended.getCount() == 0) {
            return;
        }
        synchronized (this) {
            arrived = true;
            reaction.run();
        }
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the task did not end within " + PATIENCE_SECONDS + " s of being cancelled");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status.code());
    }
}
