/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.core.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code journal.json} of a session: which logs hold its records. Immutable.
 *
 * @param logs the names of the logs, in the order the session went from one to the next
 * @param deleted whether the session was deleted, and these logs have yet to be rid of it
 */
record SessionFile(List<String> logs, boolean deleted) {
    private static final String NAME = "journal.json";

    SessionFile {
        logs = List.copyOf(logs);
    }

    /** Reads the file in a session's directory; empty when there is none, or none that can be read. */
    static Optional<SessionFile> read(LogFs fs, Path directory) throws IOException {
        return JsonFile.read(fs, directory, NAME).map(content -> {
            List<String> logs = new ArrayList<>();
            content.path("logs").forEach(log -> logs.add(log.asText()));
            return new SessionFile(logs, content.path("deleted").asBoolean());
        });
    }

    void write(LogFs fs, Path directory) throws IOException {
        fs.createDirectories(directory);
        ObjectNode content = Json.object().put("v", 1);
        logs.forEach(content.putArray("logs")::add);
        JsonFile.write(fs, directory.resolve(NAME), content.put("deleted", deleted));
    }

    /** {@return this with one more log at the end} */
    SessionFile with(String log) {
        List<String> more = new ArrayList<>(logs);
        more.add(log);
        return new SessionFile(more, deleted);
    }
}
