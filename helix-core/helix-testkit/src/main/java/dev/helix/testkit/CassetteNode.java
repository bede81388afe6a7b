/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import com.fasterxml.jackson.databind.JsonNode;
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
    private static final int SHOWN_CHARS = 80;

    CassetteUnusableException invalid(String complaint) {
        return new CassetteUnusableException(
                source + " is invalid at " + (place.isEmpty() ? "its top" : place) + ": " + complaint, null);
    }

    /** Checks that this is an object with no other properties than these. */
    CassetteNode only(String... allowed) {
        if (!node.isObject()) {
            throw invalid("expected an object, got " + shown());
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

    String text() {
        if (!node.isTextual()) {
            throw invalid("expected a text, got " + shown());
        }
        return node.textValue();
    }

    String text(String name) {
        return child(name).text();
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** Reads one text or a list of texts, none when it is missing. */
    List<String> texts(String name) {
        return has(name) && child(name).node.isTextual()
                ? List.of(text(name))
                : list(name).stream().map(CassetteNode::text).toList();
    }

    /** Reads a text that is one of a few. */
    String choice(String name, List<String> allowed) {
        String value = text(name);
        if (!allowed.contains(value)) {
            throw child(name).invalid("'" + value + "' is not known; allowed are " + String.join(", ", allowed));
        }
        return value;
    }

    /** Reads a number of at least 0, which is 0 when it is missing. */
    long count(String name) {
        if (!has(name)) {
            return 0;
        }
        CassetteNode value = child(name);
        if (!value.node.canConvertToLong() || !value.node.isIntegralNumber() || value.node.longValue() < 0) {
            throw value.invalid("expected a whole number of at least 0, got " + value.shown());
        }
        return value.node.longValue();
    }

    /** Reads true or false, which is false when it is missing. */
    boolean flag(String name) {
        if (has(name) && !child(name).node.isBoolean()) {
            throw child(name)
                    .invalid("expected true or false, got " + child(name).shown());
        }
        return has(name) && child(name).node.booleanValue();
    }

    /** Reads a list, empty when it is missing. */
    List<CassetteNode> list(String name) {
        if (!has(name)) {
            return List.of();
        }
        CassetteNode list = child(name);
        if (!list.node.isArray()) {
            throw list.invalid("expected a list, got " + list.shown());
        }
        List<CassetteNode> elements = new ArrayList<>();
        for (JsonNode element : list.node) {
            elements.add(new CassetteNode(source, list.place + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    private String shown() {
        String json = node.toString();
        return json.length() <= SHOWN_CHARS ? json : json.substring(0, SHOWN_CHARS) + "...";
    }

    private @Nullable JsonNode find(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
