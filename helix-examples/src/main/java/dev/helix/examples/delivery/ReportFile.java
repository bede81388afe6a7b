/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.examples.delivery.Options.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The file a report goes to: written aside and renamed, so that nobody ever reads half a report. */
final class ReportFile {
    private ReportFile() {}

    /** Refuses a report that could not be written, before anything is started. */
    static void requireWritable(Path report) {
        if (isDevice(report)) {
            return; // Its reader would take the trial for the end.
        }
        try {
            Files.newOutputStream(report, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            Path aside = aside(real(report));
            Files.write(aside, new byte[0]);
            Files.delete(aside);
        } catch (IOException refused) {
            throw new UsageException("--report: " + report + " cannot be written: " + refused);
        }
    }

    static void write(Path report, String text) throws IOException {
        if (isDevice(report)) {
            Files.writeString(report, text);
            return;
        }
        Path file = real(report);
        Path aside = aside(file);
        try {
            Files.writeString(aside, text);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** {@return what a link leads to, so that it stays a link} */
    private static Path real(Path report) throws IOException {
        return Files.exists(report) ? report.toRealPath() : report;
    }

    private static Path aside(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".new");
    }

    private static boolean isDevice(Path report) {
        return Files.exists(report) && !Files.isRegularFile(report) && !Files.isDirectory(report);
    }
}
