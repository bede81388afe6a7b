/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

/** A utility method that waits however often the waiting thread is interrupted. */
public final class Uninterruptibly {
    private Uninterruptibly() {}

    /**
     * A wait that an interrupt would end.
     *
     * @param <T> what is waited for
     * @param <X> what the wait fails with
     */
    @FunctionalInterface
    public interface Wait<T, X extends Exception> {
        /**
         * Waits.
         *
         * @return what was waited for
         * @throws X if the wait failed
         * @throws InterruptedException if the calling thread was interrupted
         */
        T await() throws X, InterruptedException;
    }

    /**
     * Waits to the end; each interrupt starts the wait again and is kept for the caller.
     *
     * @param <T> what is waited for
     * @param <X> what the wait fails with
     * @param wait the wait
     * @return what was waited for
     * @throws X if the wait failed
     */
    public static <T, X extends Exception> T await(Wait<T, X> wait) throws X {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.await();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
