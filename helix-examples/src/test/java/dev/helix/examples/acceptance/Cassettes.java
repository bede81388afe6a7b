/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.testkit.Cassette;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The cassettes among the resources of these tests. */
final class Cassettes {
    private Cassettes() {}

    static Cassette named(String name) throws IOException {
        try (InputStream text = Cassettes.class.getResourceAsStream(name)) {
            return Cassette.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
