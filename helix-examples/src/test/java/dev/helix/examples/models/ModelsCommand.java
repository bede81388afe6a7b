/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.models;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line, run to its end as a process of its own, with nothing in its environment but what a test puts there.
 *
 * @param status what the process ended with
 * @param output what it printed
 * @param errors what it printed to standard error
 */
record ModelsCommand(int status, String output, String errors) {

    /**
     * Runs the command.
     *
     * @param folder an existing directory of the test's own, which is its home and holds its temporary files
     * @param input what is typed
     */
    static ModelsCommand run(Path folder, Map<String, String> environment, String input, String... args)
            throws IOException, InterruptedException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-Duser.home=" + folder, "-Dfile.encoding=UTF-8"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(args));
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unread) {
            // A command that was refused has read nothing.
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new ModelsCommand(process.waitFor(), output, Files.readString(errors));
    }

    /** {@return what was printed after a message of the user, up to the next line of the user} */
    String after(String message) {
        int start = output.indexOf("you> " + message + "\n");
        if (start < 0) {
            throw new AssertionError("nobody said '" + message + "' in\n" + output + errors);
        }
        int end = output.indexOf("\nyou> ", start + 1);
        return output.substring(start, end < 0 ? output.length() : end);
    }
}
