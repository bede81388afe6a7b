/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.helix.api.HelixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a report into a file: whole, or not at all. */
final class ReportFile {
    private ReportFile() {}

    /** Refuses a place where no report could be written, before anything is started. */
    static void requireWritable(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new UsageException("--report: " + directory + " is no directory that can be written to");
        }
        if (Files.isDirectory(file)) {
            throw new UsageException("--report: " + file + " is a directory; name a file");
        }
    }

    /** Writes about a task that never started what an outcome would say about one that did. */
    static String refusal(HelixException refused) {
        return new ObjectMapper()
                .createObjectNode()
                .put("outcome", "Refused")
                .put("explanation", refused.getMessage())
                .put("code", refused.code())
                .toPrettyString();
    }

    static void write(Path file, String json) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(directory, ".helix-report", ".json");
        try {
            Files.writeString(draft, json.endsWith("\n") ? json : json + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
