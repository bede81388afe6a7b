/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pages of the project, and the means to hold generated ones to what they are generated from. */
final class Pages {
    private static final String REWRITE = "helix.writePages";

    static final Path ROOT = root();

    private Pages() {}

    /** Compares a page, or writes it when the tests run with {@code -Dhelix.writePages=true}. */
    static void requireSame(String page, String expected) throws IOException {
        Path file = ROOT.resolve(page);
        if (Boolean.getBoolean(REWRITE)) {
            Files.writeString(file, expected);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(page + " is generated; run this test with -D" + REWRITE + "=true to write it anew")
                .isEqualTo(expected);
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
