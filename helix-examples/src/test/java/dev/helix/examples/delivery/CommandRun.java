/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The command line, run to its end inside this JVM.
 *
 * @param status what the process would have ended with
 * @param output everything it printed
 */
record CommandRun(int status, String output) {

    static CommandRun of(String... args) {
        return with(Map.of(), args);
    }

    static CommandRun with(Map<String, String> environment, String... args) {
        return run(environment, InputStream.nullInputStream(), args);
    }

    /** Runs the command at a terminal where these lines are typed. */
    static CommandRun answered(String lines, String... args) {
        InputStream typed = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
        return run(Map.of("HELIX_TERMINAL", "yes"), typed, args);
    }

    private static CommandRun run(Map<String, String> environment, InputStream in, String... args) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int status = Main.run(args, environment, out, in);
        return new CommandRun(status, bytes.toString(StandardCharsets.UTF_8));
    }

    static JsonNode json(Path report) throws IOException {
        return new ObjectMapper().readTree(report.toFile());
    }
}
