/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.core.replay.Cassette;
import dev.helix.core.replay.ReplayEngines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A locator of the cassettes of the trials. */
final class Cassettes {
    private Cassettes() {}

    static ReplayEngines boundaries() throws IOException {
        try (InputStream text = Cassettes.class.getResourceAsStream("boundaries.cassette.json")) {
            return ReplayEngines.of(Cassette.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }
}
