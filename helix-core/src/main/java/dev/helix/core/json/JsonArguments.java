/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.tool.InvalidArgumentsException;
import dev.helix.api.tool.ToolArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one tool call, held as a JSON object. Immutable.
 *
 * <p>What counts as a value of a type is written down in {@link Coercions}; a single text where a list is expected
 * counts as a list of one.
 */
public final class JsonArguments implements ToolArguments {
    private static final int SHOWN_CHARS = 80;

    private final String tool;
    private final ObjectNode object;

    private JsonArguments(String tool, ObjectNode object) {
        this.tool = tool;
        this.object = object;
    }

    /**
     * Reads what a model passed to a tool.
     *
     * @param toolName the tool, for messages
     * @param json JSON text; null and blank text count as an empty object, since models leave arguments out
     * @throws InvalidArgumentsException if the text is not one JSON object
     */
    public static JsonArguments parse(String toolName, @Nullable String json) {
        if (json == null || json.isBlank()) {
            return new JsonArguments(toolName, Json.object());
        }
        try {
            JsonNode node = Json.parse(json);
            if (node.isNull()) {
                return new JsonArguments(toolName, Json.object());
            }
            if (node instanceof ObjectNode object) {
                return new JsonArguments(toolName, object);
            }
            throw new InvalidArgumentsException(
                    "arguments of " + toolName + " must be one JSON object, got " + kind(node) + ": " + shown(json));
        } catch (JsonSyntaxException e) {
            throw new InvalidArgumentsException("arguments of " + toolName + " are not valid JSON at line " + e.line()
                    + ", column " + e.column() + " (" + Excerpt.cut(oneLine(e.complaint()), 160) + "): "
                    + shown(json) + "; send the call again with one JSON object");
        }
    }

    /** {@return the arguments as a tree, the object; callers do not change it} */
    public ObjectNode tree() {
        return object;
    }

    @Override
    public String string(String name) {
        return optionalString(name)
                .orElseThrow(() -> new InvalidArgumentsException(
                        "argument '" + name + "' of " + tool + " is missing; it must be a string"));
    }

    @Override
    public Optional<String> optionalString(String name) {
        return optional(name, "a string", Coercions::text);
    }

    @Override
    public Optional<Long> optionalInteger(String name) {
        return optional(name, "a whole number", Coercions::integer);
    }

    @Override
    public Optional<Boolean> optionalBoolean(String name) {
        return optional(name, "true or false", Coercions::truth);
    }

    @Override
    public List<String> strings(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            return List.of(convert(name, value, "a list of strings", Coercions::text));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            texts.add(convert(name + "[" + texts.size() + "]", element, "a string", Coercions::text));
        }
        return List.copyOf(texts);
    }

    @Override
    public String json() {
        return Json.compact(object);
    }

    @Override
    public String toString() {
        return tool + shown(json());
    }

    /** {@return the JSON text of a value for a message, cut to 80 characters} */
    public static String shown(JsonNode node) {
        return shown(Json.compact(node));
    }

    private static String shown(String json) {
        return Excerpt.cut(oneLine(json), SHOWN_CHARS);
    }

    private <T> Optional<T> optional(String name, String expected, Function<JsonNode, Optional<T>> reading) {
        JsonNode value = object.get(name);
        return value == null || value.isNull()
                ? Optional.empty()
                : Optional.of(convert(name, value, expected, reading));
    }

    private <T> T convert(String name, JsonNode value, String expected, Function<JsonNode, Optional<T>> reading) {
        return reading.apply(value)
                .orElseThrow(() -> new InvalidArgumentsException("argument '" + name + "' of " + tool + " must be "
                        + expected + ", got " + kind(value) + ": " + shown(value)));
    }

    private static String kind(JsonNode node) {
        return node.isArray() ? "a list" : "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n]\\s*", " ");
    }
}
