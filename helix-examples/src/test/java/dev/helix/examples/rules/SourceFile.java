/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One Java file of the project.
 *
 * @param path relative to the top of the project, for example {@code helix-api/src/main/java/module-info.java}
 * @param lines its text
 */
record SourceFile(Path path, List<String> lines) {

    /** The top of the project, found from wherever the test runs. */
    static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static List<SourceFile> all() {
        Path root = projectRoot();
        try (Stream<Path> folders = Files.walk(root, 2)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(SourceFile::javaFilesUnder)
                    .map(file -> read(root, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the folder of the module, relative to the top of the project} */
    String module() {
        return path.subpath(0, sources()).toString();
    }

    boolean isMain() {
        return path.getName(sources() + 1).toString().equals("main");
    }

    private int sources() {
        return IntStream.range(0, path.getNameCount())
                .filter(i -> path.getName(i).toString().equals("src"))
                .findFirst()
                .orElseThrow();
    }

    String typeName() {
        return path.getFileName().toString().replace(".java", "");
    }

    /** {@return {@code path:line: text} of every line in which the pattern is found} */
    Stream<String> linesWith(Pattern pattern) {
        return IntStream.range(0, lines.size())
                .filter(i -> pattern.matcher(lines.get(i)).find())
                .mapToObj(i -> "%s:%d: %s".formatted(path, i + 1, lines.get(i).strip()));
    }

    private static Stream<Path> javaFilesUnder(Path folder) {
        try {
            return Files.walk(folder).filter(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile read(Path root, Path file) {
        try {
            return new SourceFile(root.relativize(file), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
