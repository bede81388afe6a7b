/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/** The files bubblewrap is given, in a private directory that no sandbox shows. */
final class SandboxFiles {
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private SandboxFiles() {}

    /** Makes sure a file holds the given bytes; several processes may do so at once. */
    static Path write(Path directory, String name, byte[] content) {
        try {
            Files.createDirectories(directory, PRIVATE);
            Path file = directory.toRealPath().resolve(name);
            if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
                return file;
            }
            Path fresh = Files.createTempFile(directory, name, ".new");
            Files.write(fresh, content);
            return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + directory.resolve(name), e);
        }
    }
}
