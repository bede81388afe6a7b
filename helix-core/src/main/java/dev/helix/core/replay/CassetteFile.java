/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A utility method that writes cassettes so that a reader finds the old one or the new one, and only the owner finds
 * any.
 */
final class CassetteFile {
    private CassetteFile() {}

    static void write(Path file, String json) {
        Path directory = file.toAbsolutePath().getParent();
        try {
            // Temporary files are made with access for their owner only, and a move keeps that.
            Path fresh = Files.createTempFile(directory, ".cassette", ".tmp");
            try {
                Files.writeString(fresh, json);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new CassetteFileException("the cassette " + file + " cannot be written: " + e, e);
        }
    }
}
