/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.core.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A parser of the replies of one conversation. Confined to one thread. */
final class ReplyReader {
    private static final List<String> STOPS =
            Arrays.stream(StopReason.values()).map(Enum::name).toList();

    /** The origin of parts that somebody wrote; the engine that plays them puts its own in. */
    static final Origin UNKNOWN = new Origin("", "", "");

    private final String conversation;
    private final int number;
    private final Map<String, Integer> groups;

    /**
     * @param conversation its name
     * @param number its position in the cassette, counted from 1, part of the ids of its calls
     * @param groups the sizes of the hold groups seen so far in the cassette
     */
    ReplyReader(String conversation, int number, Map<String, Integer> groups) {
        this.conversation = conversation;
        this.number = number;
        this.groups = groups;
    }

    List<ScriptedReply> read(List<CassetteNode> nodes) {
        List<ScriptedReply> replies = new ArrayList<>();
        for (CassetteNode node : nodes) {
            replies.add(reply(node, replies.size() + 1));
        }
        return replies;
    }

    private ScriptedReply reply(CassetteNode node, int position) {
        node.only("text", "thinking", "calls", "expect", "stop", "usage", "group", "holdUntil", "fail");
        List<Content> content = new ArrayList<>();
        node.optionalText("thinking").ifPresent(text -> content.add(Thinking.of(UNKNOWN, text, "")));
        node.optionalText("text").ifPresent(text -> content.add(Text.of(text)));
        List<CassetteNode> calls = node.list("calls");
        for (int i = 0; i < calls.size(); i++) {
            content.add(call(calls.get(i), "call-" + number + "-" + position + "-" + (i + 1)));
        }
        if (content.isEmpty() && !node.has("fail")) {
            throw node.invalid("a reply needs a text, a thinking, a call or a fail");
        }
        StopReason natural = calls.isEmpty() ? StopReason.END : StopReason.TOOL_CALLS;
        return new ScriptedReply(
                "reply " + position + " of conversation '" + conversation + "'",
                new ReplyTemplate(content, stop(node).orElse(natural), usage(node)),
                expect(node),
                hold(node),
                failure(node));
    }

    private static ToolCall call(CassetteNode node, String id) {
        node.only("tool", "arguments", "raw");
        if (node.has("arguments") && node.has("raw")) {
            throw node.invalid("a call has either arguments or raw");
        }
        if (node.has("arguments") && !node.child("arguments").node().isObject()) {
            throw node.child("arguments").invalid("expected an object; use raw for a text that is none");
        }
        String arguments = node.has("arguments")
                ? Json.compact(node.child("arguments").node())
                : node.optionalText("raw").orElse("{}");
        return ToolCall.of(id, node.text("tool"), arguments);
    }

    private static List<String> expect(CassetteNode node) {
        if (!node.has("expect") || node.child("expect").node().isTextual()) {
            return node.optionalText("expect").map(List::of).orElse(List.of());
        }
        return node.list("expect").stream()
                .map(element -> {
                    if (!element.node().isTextual()) {
                        throw element.invalid("expected a text");
                    }
                    return element.node().textValue();
                })
                .toList();
    }

    private Optional<ScriptedReply.Hold> hold(CassetteNode node) {
        Optional<Integer> count = node.count("holdUntil", 1);
        Optional<String> group = node.optionalText("group");
        if (count.isPresent() != group.isPresent()) {
            throw node.invalid("holdUntil and group are given together or not at all");
        }
        if (count.isEmpty()) {
            return Optional.empty();
        }
        Integer before = groups.putIfAbsent(group.orElseThrow(), count.get());
        if (before != null && !before.equals(count.get())) {
            throw node.child("holdUntil")
                    .invalid(
                            "group '" + group.get() + "' holds until " + before + " elsewhere; a group has one number");
        }
        return Optional.of(new ScriptedReply.Hold(group.get(), count.get()));
    }

    private static Optional<Failure> failure(CassetteNode node) {
        if (!node.has("fail")) {
            return Optional.empty();
        }
        CassetteNode fail = node.child("fail").only("as", "times", "retryAfterMillis", "message");
        String as = fail.choice("as", Failure.KINDS);
        return Optional.of(new Failure(
                as,
                fail.count("times", 1),
                fail.count("retryAfterMillis", 0).map(Duration::ofMillis),
                fail.optionalText("message").orElse("the cassette asks for a failure: " + as)));
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
                .inputTokens(usage.count("inputTokens", 0).orElse(0))
                .outputTokens(usage.count("outputTokens", 0).orElse(0))
                .cacheReadTokens(usage.count("cacheReadTokens", 0).orElse(0))
                .cacheWriteTokens(usage.count("cacheWriteTokens", 0).orElse(0))
                .build());
    }

    static ReplyTemplate recorded(CassetteNode node) {
        node.only("content", "stop", "usage");
        return new ReplyTemplate(
                node.list("content").stream().map(ReplyReader::content).toList(),
                stop(node).orElse(StopReason.END),
                usage(node));
    }

    private static Content content(CassetteNode node) {
        return switch (node.choice("type", List.of("Text", "Thinking", "ToolCall", "Opaque"))) {
            case "Text" -> Text.of(node.only("type", "text").text("text"));
            case "Thinking" ->
                Thinking.of(
                        origin(node.only("type", "origin", "text", "signature")),
                        node.text("text"),
                        node.text("signature"));
            case "ToolCall" ->
                ToolCall.of(
                        node.only("type", "id", "name", "arguments").text("id"),
                        node.text("name"),
                        node.text("arguments"));
            default -> Opaque.of(origin(node.only("type", "origin", "json")), node.text("json"));
        };
    }

    private static Origin origin(CassetteNode part) {
        if (!part.has("origin")) {
            return UNKNOWN;
        }
        CassetteNode origin = part.child("origin").only("endpoint", "family", "model");
        return new Origin(origin.text("endpoint"), origin.text("family"), origin.text("model"));
    }
}
