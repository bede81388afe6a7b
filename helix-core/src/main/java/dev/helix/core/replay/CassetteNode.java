/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.core.json.Coercions;
import dev.helix.core.json.JsonArguments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of a cassette that knows its place, so that every complaint names it.
 *
 * @param source the file
 * @param place the way from the top, for example {@code conversations[0].replies[2]}
 * @param node the value
 */
record CassetteNode(String source, String place, JsonNode node) {

    CassetteFormatException invalid(String complaint) {
        return new CassetteFormatException(
                source + " is invalid at " + (place.isEmpty() ? "its top" : place) + ": " + complaint, null);
    }

    /** Checks that this is an object with no other properties than these. */
    CassetteNode only(String... allowed) {
        if (!node.isObject()) {
            throw invalid("expected an object, got " + JsonArguments.shown(node));
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!Arrays.asList(allowed).contains(name)) {
                throw invalid("'" + name + "' is not known; allowed are " + String.join(", ", allowed));
            }
        });
        return this;
    }

    boolean has(String name) {
        return find(name) != null;
    }

    CassetteNode child(String name) {
        JsonNode value = find(name);
        if (value == null) {
            throw invalid("'" + name + "' is missing");
        }
        return new CassetteNode(source, place.isEmpty() ? name : place + "." + name, value);
    }

    String text(String name) {
        CassetteNode value = child(name);
        if (!value.node.isTextual()) {
            throw value.invalid("expected a text, got " + JsonArguments.shown(value.node));
        }
        return value.node.textValue();
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** Reads a text that is one of a few. */
    String choice(String name, List<String> allowed) {
        String value = text(name);
        if (!allowed.contains(value)) {
            throw child(name).invalid("'" + value + "' is not known; allowed are " + String.join(", ", allowed));
        }
        return value;
    }

    Optional<Integer> count(String name, int least) {
        if (!has(name)) {
            return Optional.empty();
        }
        CassetteNode value = child(name);
        return Optional.of(Coercions.integer(value.node)
                .filter(n -> value.node.isNumber() && n >= least && n <= Integer.MAX_VALUE)
                .map(Long::intValue)
                .orElseThrow(() -> value.invalid(
                        "expected a whole number of at least " + least + ", got " + JsonArguments.shown(value.node))));
    }

    /** Reads a list, empty when it is missing. */
    List<CassetteNode> list(String name) {
        if (!has(name)) {
            return List.of();
        }
        CassetteNode list = child(name);
        if (!list.node.isArray()) {
            throw list.invalid("expected a list, got " + JsonArguments.shown(list.node));
        }
        List<CassetteNode> elements = new ArrayList<>();
        for (JsonNode element : list.node) {
            elements.add(new CassetteNode(source, list.place + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    private @Nullable JsonNode find(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
