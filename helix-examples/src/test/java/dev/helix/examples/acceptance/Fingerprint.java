/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** {@return whether anything below a directory changed: names, kinds, link targets, modes and contents} */
final class Fingerprint {
    private Fingerprint() {}

    /** {@return one line per file, so that a difference can be read} */
    static String of(Path directory) throws IOException, NoSuchAlgorithmException {
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted().toList()) {
                lines.append(directory.relativize(file))
                        .append(' ')
                        .append(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS).stream()
                                .sorted()
                                .toList())
                        .append(' ')
                        .append(content(file))
                        .append('\n');
            }
        }
        return lines.toString();
    }

    private static String content(Path file) throws IOException, NoSuchAlgorithmException {
        if (Files.isSymbolicLink(file)) {
            return "-> " + Files.readSymbolicLink(file);
        }
        if (Files.isDirectory(file)) {
            return "directory";
        }
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(digest);
    }
}
