/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.Opaque;

/**
 * The blocks in which an engine that is a program keeps what it did with tools of its own. Other models read of each
 * call, and of each failure, in a line of text.
 */
public final class ProgramBlocks {
    private static final String PREFIX = "agent_tool_";
    private static final String CALL = PREFIX + "call";
    private static final String RESULT = PREFIX + "result";

    /** Enough to know what was done; models that need more read the files it changed. */
    private static final int MAX_LINE_CHARS = 200;

    private ProgramBlocks() {}

    /** {@return the block of a call, as JSON text} */
    public static String call(String id, String tool, String arguments) {
        return Json.compact(Json.object()
                .put("type", CALL)
                .put("id", requireNonNull(id, "id"))
                .put("tool", requireNonNull(tool, "tool"))
                .put("arguments", requireNonNull(arguments, "arguments")));
    }

    /** {@return the block of a call's end, as JSON text} */
    public static String result(String id, boolean failed, String output) {
        return Json.compact(Json.object()
                .put("type", RESULT)
                .put("id", requireNonNull(id, "id"))
                .put("failed", failed)
                .put("output", requireNonNull(output, "output")));
    }

    /** {@return the line that stands for a block; empty when the block is another kind, or the result of a success} */
    public static String line(Opaque opaque) {
        if (!opaque.json().contains(PREFIX)) {
            return "";
        }
        try {
            JsonNode block = Json.parse(opaque.json());
            String type = block.path("type").asText();
            if (type.equals(CALL)) {
                return "\n[used its tool " + block.path("tool").asText() + " with " + excerpt(block, "arguments")
                        + "]\n";
            }
            boolean failed = type.equals(RESULT) && block.path("failed").asBoolean();
            return failed ? "\n[its tool failed: " + excerpt(block, "output") + "]\n" : "";
        } catch (JsonSyntaxException e) {
            return "";
        }
    }

    private static String excerpt(JsonNode block, String member) {
        String text = block.path(member).asText();
        return text.codePointCount(0, text.length()) <= MAX_LINE_CHARS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_LINE_CHARS)) + "...";
    }
}
