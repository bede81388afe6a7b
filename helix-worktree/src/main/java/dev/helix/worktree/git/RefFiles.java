/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A reader, in this process, of refs stored as files: a look that would otherwise cost a git process each time.
 *
 * <p>Format (gitrepository-layout): a loose ref is a file holding an object id or {@code ref: } and another ref;
 * {@code packed-refs} has lines of an id, a space and a ref. A loose ref outranks a packed one; git writes the packed
 * one before it removes the loose one, so this order of reading never misses a ref.
 */
public final class RefFiles {
    private RefFiles() {}

    /**
     * Reads a ref.
     *
     * @param gitDir the git directory that has it
     * @param ref full name, or {@code HEAD}
     * @return an object id, or {@code ref: } and the name of another ref; empty when there is no such ref
     * @throws IOException if a file that is there cannot be read
     */
    public static Optional<String> read(Path gitDir, String ref) throws IOException {
        Path loose = gitDir.resolve(ref);
        try {
            if (!Files.isDirectory(loose)) {
                return Optional.of(Files.readString(loose).strip());
            }
        } catch (NoSuchFileException packedPerhaps) {
            // Looked up below.
        }
        return packed(gitDir.resolve("packed-refs"), " " + ref);
    }

    private static Optional<String> packed(Path file, String ending) throws IOException {
        // Unlike Files.lines, this reads past the names of others that are not UTF-8.
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
            return lines.lines()
                    .filter(line -> line.endsWith(ending) && line.indexOf(' ') == line.length() - ending.length())
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .findFirst();
        } catch (NoSuchFileException nothingPacked) {
            return Optional.empty();
        }
    }
}
