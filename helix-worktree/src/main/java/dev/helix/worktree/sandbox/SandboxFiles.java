/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/** The files bubblewrap is given, in a private directory that no sandbox shows. Thread-safe. */
final class SandboxFiles {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    /** Longer than any command; older files were left by processes that were killed. */
    private static final Duration LEFT_BEHIND = Duration.ofDays(7);

    private final Path directory;
    private final Path once;

    private SandboxFiles(Path directory) {
        this.directory = directory;
        this.once = directory.resolve("once");
    }

    /** Makes sure the directory is there, and clears it of what killed processes left. */
    static SandboxFiles in(Path directory) throws IOException {
        Files.createDirectories(directory, OWNER_ONLY);
        SandboxFiles files = new SandboxFiles(directory.toRealPath());
        Files.createDirectories(files.once, OWNER_ONLY);
        files.clear();
        return files;
    }

    Path directory() {
        return directory;
    }

    /** Makes sure a file holds the given bytes; several processes may do so at once. */
    Path keep(String name, byte[] content) throws IOException {
        Path file = directory.resolve(name);
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return file;
        }
        Path fresh = Files.createTempFile(directory, name, ".new");
        Files.write(fresh, content);
        return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes a file for one command, to be deleted by the caller; not synchronised, since no crash outlasts it. */
    Path forOnce(byte[] content) throws IOException {
        Path file = once.resolve(UUID.randomUUID().toString());
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY_FILE)) {
            channel.write(java.nio.ByteBuffer.wrap(content));
        }
        return file;
    }

    private void clear() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(LEFT_BEHIND));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(once)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).compareTo(old) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
