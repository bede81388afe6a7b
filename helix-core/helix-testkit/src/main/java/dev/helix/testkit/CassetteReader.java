/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A parser of cassettes; see {@link Cassette} for the format. */
final class CassetteReader {
    private static final List<String> STOPS =
            Arrays.stream(StopReason.values()).map(Enum::name).toList();

    private CassetteReader() {}

    static Cassette read(String source, String json) {
        CassetteNode top = new CassetteNode(source, "", parse(source, json));
        if (!top.node().isObject()) {
            throw top.invalid("expected an object with format and conversations");
        }
        top.choice("format", List.of(Cassette.FORMAT));
        top.only("format", "description", "ignored", "conversations");
        List<Pattern> ignored =
                top.list("ignored").stream().map(CassetteReader::pattern).toList();
        List<Cassette.Conversation> conversations = new ArrayList<>();
        for (CassetteNode node : top.list("conversations")) {
            conversations.add(conversation(node, conversations.size() + 1));
        }
        return new Cassette(json, top.optionalText("description").orElse(""), ignored, conversations);
    }

    private static JsonNode parse(String source, String json) {
        try {
            return JsonText.parse(json);
        } catch (JsonProcessingException e) {
            throw new CassetteUnusableException(
                    source + " is no JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage(),
                    e);
        }
    }

    private static Pattern pattern(CassetteNode node) {
        try {
            return Pattern.compile(node.text());
        } catch (PatternSyntaxException e) {
            throw node.invalid("'" + node.text() + "' is no regular expression: " + e.getDescription());
        }
    }

    private static Cassette.Conversation conversation(CassetteNode node, int number) {
        node.only("name", "opens", "system", "replies");
        boolean authored = node.has("opens");
        List<Cassette.Reply> replies = new ArrayList<>();
        for (CassetteNode reply : node.list("replies")) {
            if (reply.has("heard") == authored) {
                throw reply.invalid(
                        authored
                                ? "'heard' is for recorded conversations, which have no 'opens'; use 'expect'"
                                : "'heard' is missing; or give the conversation an 'opens' to make it an authored one");
            }
            int position = replies.size() + 1;
            String place = "reply " + position + " of conversation '" + node.text("name") + "'";
            replies.add(reply(reply, place, "call-" + number + "-" + position + "-"));
        }
        return new Cassette.Conversation(
                node.text("name"),
                node.optionalText("opens"),
                node.optionalText("system").orElse(""),
                replies);
    }

    private static Cassette.Reply reply(CassetteNode node, String place, String callIds) {
        node.only("heard", "expect", "thinking", "text", "calls", "stop", "usage", "stalls");
        List<Cassette.Call> calls = new ArrayList<>();
        for (CassetteNode call : node.list("calls")) {
            calls.add(call(call, callIds + (calls.size() + 1)));
        }
        boolean stalls = node.flag("stalls");
        boolean silent = !node.has("thinking") && !node.has("text") && calls.isEmpty() && !stalls;
        if (silent && !node.has("heard")) {
            throw node.invalid("a reply needs a thinking, a text, a call or a stalls");
        }
        return new Cassette.Reply(
                place,
                node.texts("heard"),
                node.texts("expect"),
                node.optionalText("thinking").orElse(""),
                node.optionalText("text").orElse(""),
                calls,
                stop(node).orElse(calls.isEmpty() ? StopReason.END : StopReason.TOOL_CALLS),
                usage(node),
                stalls);
    }

    private static Cassette.Call call(CassetteNode node, String id) {
        node.only("tool", "arguments", "raw");
        if (node.has("arguments") && node.has("raw")) {
            throw node.invalid("a call has either arguments or raw");
        }
        if (node.has("arguments") && !node.child("arguments").node().isObject()) {
            throw node.child("arguments").invalid("expected an object; use raw for a text that is none");
        }
        String arguments = node.has("arguments")
                ? node.child("arguments").node().toString()
                : node.optionalText("raw").orElse("{}");
        return new Cassette.Call(id, node.text("tool"), arguments);
    }

    private static Optional<StopReason> stop(CassetteNode node) {
        return node.has("stop") ? Optional.of(StopReason.valueOf(node.choice("stop", STOPS))) : Optional.empty();
    }

    private static Optional<Usage> usage(CassetteNode node) {
        if (!node.has("usage")) {
            return Optional.empty();
        }
        CassetteNode usage =
                node.child("usage").only("inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens");
        return Optional.of(Usage.builder()
                .inputTokens(usage.count("inputTokens"))
                .outputTokens(usage.count("outputTokens"))
                .cacheReadTokens(usage.count("cacheReadTokens"))
                .cacheWriteTokens(usage.count("cacheWriteTokens"))
                .build());
    }
}
