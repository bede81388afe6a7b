/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/** The entry point of the delivery example; {@code --help} says what it can do. */
public final class Main {
    private Main() {}

    /**
     * Runs the command and ends the JVM with its status.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        ExitStatus status = new DeliverCommand(Terminal.ofProcess()).run(args);
        System.exit(status.code());
    }

    /**
     * Runs the command inside another program, such as a test; it never ends the JVM.
     *
     * @param args see {@code --help}
     * @param environment looked into for keys and addresses of providers
     * @param out takes everything that is said, errors included
     * @param in answers questions about the scope
     * @return the status the process would have ended with
     */
    public static int run(String[] args, Map<String, String> environment, PrintStream out, InputStream in) {
        return new DeliverCommand(Terminal.of(environment, out, in)).run(args).code();
    }
}
