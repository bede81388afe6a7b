/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The terminal the command was started from.
 *
 * @param environment the variables
 * @param out takes what is shown
 * @param err takes what went wrong
 * @param in where answers come from
 * @param interactive whether somebody is there to answer
 * @param colours whether escape sequences are understood and wanted
 */
record Terminal(
        Map<String, String> environment,
        PrintStream out,
        PrintStream err,
        InputStream in,
        boolean interactive,
        boolean colours) {

    static Terminal ofProcess() {
        Map<String, String> environment = System.getenv();
        // The script looks: what Java says about consoles differs from version to version.
        boolean interactive = "yes".equals(environment.get("HELIX_TERMINAL"));
        String kind = environment.getOrDefault("TERM", "dumb");
        boolean colours = interactive && !kind.equals("dumb") && !environment.containsKey("NO_COLOR");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        return new Terminal(environment, out, System.err, System.in, interactive, colours);
    }

    static Terminal of(Map<String, String> environment, PrintStream out, InputStream in) {
        return new Terminal(environment, out, out, in, false, false);
    }
}
