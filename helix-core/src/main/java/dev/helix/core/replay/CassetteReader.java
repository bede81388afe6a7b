/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A parser of cassettes; see {@link Cassette} for the format. */
final class CassetteReader {
    private CassetteReader() {}

    static Cassette read(String source, String json) {
        CassetteNode top = new CassetteNode(source, "", parse(source, json));
        if (!top.node().isObject()) {
            throw top.invalid("expected an object with format, kind and description");
        }
        top.choice("format", List.of(Cassette.FORMAT));
        boolean authored = top.choice("kind", List.of("authored", "recorded")).equals("authored");
        Cassette.Kind kind = authored ? Cassette.Kind.AUTHORED : Cassette.Kind.RECORDED;
        top.only("format", "kind", "description", "captures", authored ? "conversations" : "exchanges");
        Cassette.Header header =
                new Cassette.Header(kind, top.optionalText("description").orElse(""), captures(top));
        return authored
                ? new Cassette(json, header, conversations(top), List.of())
                : new Cassette(json, header, List.of(), exchanges(top));
    }

    private static JsonNode parse(String source, String json) {
        try {
            return Json.parse(json);
        } catch (JsonSyntaxException e) {
            throw new CassetteFormatException(
                    source + " is no JSON: line " + e.line() + ", column " + e.column() + ": " + e.complaint(), e);
        }
    }

    private static Map<String, Pattern> captures(CassetteNode top) {
        Map<String, Pattern> captures = new LinkedHashMap<>();
        if (!top.has("captures")) {
            return captures;
        }
        CassetteNode all = top.child("captures");
        all.node().fieldNames().forEachRemaining(name -> {
            if (!RunNames.isName(name)) {
                throw all.invalid("'" + name + "' cannot name a value; " + RunNames.RULE);
            }
            captures.put(name, pattern(all.child(name), all.text(name)));
        });
        return captures;
    }

    private static Pattern pattern(CassetteNode place, String regex) {
        try {
            Pattern pattern = Pattern.compile(regex);
            if (pattern.matcher("").groupCount() == 1) {
                return pattern;
            }
        } catch (PatternSyntaxException e) {
            throw place.invalid("'" + regex + "' is no regular expression: " + e.getDescription());
        }
        throw place.invalid("'" + regex + "' must have exactly one group, which is the value");
    }

    private static List<Conversation> conversations(CassetteNode top) {
        List<Conversation> conversations = new ArrayList<>();
        Map<String, Integer> groups = new LinkedHashMap<>();
        for (CassetteNode node : top.list("conversations")) {
            node.only("name", "opens", "system", "replies");
            ReplyReader replies = new ReplyReader(node.text("name"), conversations.size() + 1, groups);
            conversations.add(new Conversation(
                    node.text("name"),
                    node.text("opens"),
                    node.optionalText("system").orElse(""),
                    replies.read(node.list("replies"))));
        }
        return conversations;
    }

    private static List<Exchange> exchanges(CassetteNode top) {
        List<Exchange> exchanges = new ArrayList<>();
        for (CassetteNode node : top.list("exchanges")) {
            node.only("digest", "position", "last", "reply");
            exchanges.add(new Exchange(
                    node.text("digest"),
                    node.count("position", 0).orElse(0),
                    node.text("last"),
                    ReplyReader.recorded(node.child("reply"))));
        }
        return exchanges;
    }
}
