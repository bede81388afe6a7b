/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

/** A starter of threads that keep no JVM alive. Stateless. */
final class DaemonThread {
    private DaemonThread() {}

    static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
