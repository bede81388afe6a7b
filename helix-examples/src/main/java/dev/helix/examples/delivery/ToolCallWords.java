/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.helix.api.session.SessionEvents.ToolCallStarted;
import java.util.List;

/** A formatter that shows a tool call by the one argument that says most about it. */
final class ToolCallWords {
    private static final List<String> TELLING =
            List.of("command", "path", "pattern", "what", "message", "task", "summary");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ToolCallWords() {}

    /** {@return the tool's name and its most telling argument; models may have written anything} */
    static String of(ToolCallStarted call) {
        try {
            JsonNode arguments = JSON.readTree(call.arguments());
            return TELLING.stream()
                    .map(arguments::path)
                    .filter(JsonNode::isTextual)
                    .map(value -> call.tool() + "  " + TextFormat.headline(value.textValue(), Screen.WIDTH))
                    .findFirst()
                    .orElse(call.tool());
        } catch (JsonProcessingException malformed) {
            return call.tool() + "  " + TextFormat.headline(call.arguments(), Screen.WIDTH);
        }
    }
}
