/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import dev.helix.api.HelixHome;
import dev.helix.core.process.ProcessRunner;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/** Another JVM with the library and the tests on its class path. */
final class ChildJvm {
    private ChildJvm() {}

    /** Runs a main class to its end and returns its exit status; its output goes to a file. */
    static int run(Path output, List<String> options, Class<?> main, String... arguments) throws Exception {
        return process(output, options, main, arguments).start().waitFor();
    }

    /** Prepares the run of a main class whose output goes to a file. */
    static ProcessBuilder process(Path output, List<String> options, Class<?> main, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(options);
        line.addAll(List.of("-cp", classPath(), main.getName()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
    }

    /** Where the classes really come from, whoever started this JVM. */
    static String classPath() {
        return Stream.of(
                        ChildJvm.class,
                        GitWorktrees.class,
                        HelixHome.class,
                        ProcessRunner.class,
                        ObjectReader.class,
                        Logger.class,
                        NullMarked.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }
}
