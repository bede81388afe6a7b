/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The JSON form of one type: how a value is written, and read back. Immutable.
 *
 * <p>Reading throws {@link IllegalArgumentException} when the JSON has another form, with what was expected.
 */
interface JsonForm<T> {
    /** Text; lone surrogates, which no encoding can represent, are replaced. */
    JsonForm<String> TEXT = of(
            text -> TextNode.valueOf(WellFormed.text(text)),
            node -> expect(node.isTextual(), node, "a text").textValue());

    JsonForm<Boolean> TRUTH = of(
            BooleanNode::valueOf,
            node -> expect(node.isBoolean(), node, "true or false").booleanValue());

    JsonForm<Long> NUMBER = of(
            LongNode::valueOf,
            node -> expect(node.canConvertToLong(), node, "a whole number").longValue());

    JsonForm<Integer> SMALL_NUMBER = of(
            number -> LongNode.valueOf(number),
            node -> expect(node.canConvertToInt(), node, "a number").intValue());

    JsonForm<Path> PATH = text(Path::toString, Path::of);
    JsonForm<Duration> DURATION = text(Duration::toString, Duration::parse);
    JsonForm<Instant> INSTANT = text(Instant::toString, Instant::parse);
    JsonForm<List<String>> TEXTS = list(TEXT);

    JsonForm<Map<String, String>> TEXTS_BY_NAME = of(
            map -> {
                var object = Json.object();
                new TreeMap<>(map).forEach((name, text) -> object.set(WellFormed.text(name), TEXT.write(text)));
                return object;
            },
            node -> {
                Map<String, String> map = new TreeMap<>();
                node.properties().forEach(entry -> map.put(entry.getKey(), TEXT.read(entry.getValue())));
                return map;
            });

    JsonNode write(T value);

    T read(JsonNode node);

    static <T> JsonForm<T> of(Function<T, JsonNode> writer, Function<JsonNode, T> reader) {
        return new JsonForm<>() {
            @Override
            public JsonNode write(T value) {
                return writer.apply(value);
            }

            @Override
            public T read(JsonNode node) {
                return reader.apply(node);
            }
        };
    }

    /** {@return the form of a type that is one text} */
    static <T> JsonForm<T> text(Function<T, String> writer, Function<String, T> reader) {
        return of(value -> TEXT.write(writer.apply(value)), node -> {
            try {
                return reader.apply(TEXT.read(node));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        });
    }

    /** {@return the form of a type that is one whole number} */
    static <T> JsonForm<T> number(Function<T, Long> writer, Function<Long, T> reader) {
        return of(value -> NUMBER.write(writer.apply(value)), node -> reader.apply(NUMBER.read(node)));
    }

    /** {@return the form of an enum: the name of the constant} */
    static <T extends Enum<T>> JsonForm<T> constant(Class<T> type) {
        return text(Enum::name, name -> Enum.valueOf(type, name));
    }

    static <T> JsonForm<List<T>> list(JsonForm<T> element) {
        return of(
                values -> {
                    ArrayNode array = Json.array();
                    values.forEach(value -> array.add(element.write(value)));
                    return array;
                },
                node -> {
                    List<T> values = new ArrayList<>();
                    expect(node.isArray(), node, "a list").forEach(value -> values.add(element.read(value)));
                    return List.copyOf(values);
                });
    }

    static JsonNode expect(boolean fits, JsonNode node, String expected) {
        if (!fits) {
            throw new IllegalArgumentException("expected " + expected + ", got " + JsonArguments.shown(node));
        }
        return node;
    }
}
