/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A small file of one JSON object with a checksum, replaced as a whole. Utility class.
 *
 * <p>It is written aside, forced and renamed, and its directory is forced: after a crash it is the old one or the new one.
 */
final class JsonFile {
    private static final String CHECKSUM = "_c";
    private static final int MAX_BYTES = 1 << 20;

    private JsonFile() {}

    /** Writes a file in a directory that exists. */
    static void write(LogFs fs, Path file, ObjectNode content) throws IOException {
        String text = Json.compact(content);
        byte[] bytes = Json.compact(content.put(CHECKSUM, checksum(text))).getBytes(UTF_8);
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        fs.delete(aside);
        try (LogFs.LogFile to = fs.create(aside)) {
            to.write(0, bytes, 0, bytes.length);
            to.force();
        }
        fs.rename(aside, file);
        fs.forceDirectory(file.resolveSibling("."));
    }

    /** Reads a file; empty when it is not there or not what was written. */
    static Optional<ObjectNode> read(LogFs fs, Path directory, String name) throws IOException {
        if (!fs.list(directory).contains(name)) {
            return Optional.empty();
        }
        try (LogFs.LogFile from = fs.open(directory.resolve(name))) {
            byte[] bytes = new byte[(int) Math.min(MAX_BYTES, from.size())];
            int length = 0;
            int read = 0;
            while (length < bytes.length && read >= 0) {
                read = from.read(length, bytes, length, bytes.length - length);
                length += Math.max(0, read);
            }
            JsonNode content = Json.parse(new String(bytes, 0, length, UTF_8));
            return content instanceof ObjectNode object && isWhole(object) ? Optional.of(object) : Optional.empty();
        } catch (JsonSyntaxException torn) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(ObjectNode content) {
        JsonNode stated = content.remove(CHECKSUM);
        return stated != null && stated.asText().equals(checksum(Json.compact(content)));
    }

    private static String checksum(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return String.format("%08x", LogLine.checksum(0, bytes, 0, bytes.length));
    }
}
