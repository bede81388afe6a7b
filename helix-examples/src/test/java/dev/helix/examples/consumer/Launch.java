/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that was started and has ended.
 *
 * @param status its exit status
 * @param output what it wrote to standard output and standard error
 */
record Launch(int status, String output) {

    private static final int BUILD_MINUTES = 5;
    private static final int PROGRAM_MINUTES = 1;

    static Launch of(Path directory, List<String> command) throws IOException, InterruptedException {
        return of(directory, command, BUILD_MINUTES);
    }

    private static Launch of(Path directory, List<String> command, int limitMinutes)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_") || name.startsWith("JDK_JAVA_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));

        Process process = builder.start();
        try {
            assertThat(process.waitFor(limitMinutes, TimeUnit.MINUTES))
                    .as(() -> command + " ended in time; it said: " + said(output))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Launch(process.exitValue(), Files.readString(output));
    }

    static Launch java(Path directory, Object... arguments) throws IOException, InterruptedException {
        return tool(directory, "java", arguments);
    }

    /** Runs a program of the JDK that runs this test. */
    static Launch tool(Path directory, String name, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return of(directory, command, PROGRAM_MINUTES);
    }

    private static String said(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Launch succeeded() {
        assertThat(status).as(output).isZero();
        return this;
    }
}
