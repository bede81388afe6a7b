/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A digest of everything below a directory, so that two looks can be compared. */
final class TreeDigest {
    private TreeDigest() {}

    /** Maps each path to its kind, mode, modification time and content. */
    static Map<String, String> of(Path top) throws IOException {
        Map<String, String> digest = new TreeMap<>();
        try (Stream<Path> all = Files.walk(top)) {
            all.forEach(path -> digest.put(path.toString(), describe(path)));
        }
        return digest;
    }

    private static String describe(Path path) {
        try {
            PosixFileAttributes attributes =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String content = "";
            if (attributes.isSymbolicLink()) {
                content = "-> " + Files.readSymbolicLink(path);
            } else if (attributes.isRegularFile()) {
                content = "#" + Arrays.hashCode(Files.readAllBytes(path));
            }
            return attributes.permissions() + " " + attributes.lastModifiedTime() + " " + attributes.isOther()
                    + content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
