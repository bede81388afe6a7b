/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

/** A utility method that waits however often the waiting thread is interrupted. */
public final class Uninterruptibly {
    private Uninterruptibly() {}

    /** A wait that an interrupt would end. */
    @FunctionalInterface
    public interface Wait<T, X extends Exception> {
        /**
         * Waits.
         *
         * @throws X if the wait failed
         */
        T await() throws X, InterruptedException;
    }

    /**
     * Waits to the end; each interrupt starts the wait again and is kept for the caller.
     *
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
