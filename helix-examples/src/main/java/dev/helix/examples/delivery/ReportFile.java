/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.helix.examples.delivery.Options.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A file for the report, written whole or not at all. */
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
        try {
            if (!isDevice(file)) {
                Files.delete(draftIn(directory));
            }
        } catch (IOException refused) {
            throw new UsageException("--report: no file can be made in " + directory + ": " + refused);
        }
    }

    /** Writes about a task that never started what an outcome would tell about one that did. */
    static String notStarted(String outcome, String code, String explanation) {
        return new ObjectMapper()
                .createObjectNode()
                .put("outcome", outcome)
                .put("explanation", explanation)
                .put("code", code)
                .toPrettyString();
    }

    static void write(Path file, String json) throws IOException {
        String text = json.endsWith("\n") ? json : json + "\n";
        if (isDevice(file)) {
            Files.writeString(file, text);
            return;
        }
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path draft = draftIn(target.getParent());
        try {
            Files.writeString(draft, text);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Tells devices and pipes, such as /dev/stdout, which take a report and must never be replaced by one. */
    private static boolean isDevice(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file);
    }

    private static Path draftIn(@Nullable Path directory) throws IOException {
        return Files.createTempFile(directory, ".helix-report", ".json");
    }
}
