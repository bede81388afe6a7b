/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Utility methods that make files and directories that nobody but their owner can look into, where the file system
 * knows owners.
 */
final class PrivateFiles {
    private PrivateFiles() {}

    static FileAttribute<?>[] file(Path at) {
        return mode(at, "rw-------");
    }

    static void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, mode(directory, "rwx------"));
    }

    static void createFile(Path file) throws IOException {
        Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), file(file))
                .close();
    }

    /** Makes sure that a new entry of the directory survives a crash; some systems cannot open directories for that. */
    static void forceDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            return;
        }
    }

    private static FileAttribute<?>[] mode(Path at, String permissions) {
        return at.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
