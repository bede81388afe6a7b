/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A validator of requests against the rules the provider enforces with a 400. Written from the rules alone, without a
 * look at how requests are made, and held to recorded traffic by a test.
 */
public final class AnthropicRules {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ID = Pattern.compile("^[a-zA-Z0-9_-]+$");
    private static final Pattern NAME = Pattern.compile("^[a-zA-Z0-9_-]{1,128}$");
    private static final int MARKS = 4;

    private final JsonNode body;
    private final List<String> broken = new ArrayList<>();
    private final Set<String> callIds = new HashSet<>();
    private int marks;

    private AnthropicRules(JsonNode body) {
        this.body = body;
    }

    /**
     * {@return the rules that a request breaks, each with its place; empty when the request is fine}
     *
     * @param body JSON text
     */
    public static List<String> broken(String body) {
        requireNonNull(body, "body");
        try {
            AnthropicRules check = new AnthropicRules(JSON.readTree(body));
            check.request();
            return check.broken;
        } catch (JsonProcessingException e) {
            return List.of("the body is no JSON: " + e.getOriginalMessage());
        }
    }

    private void request() {
        JsonNode messages = body.path("messages");
        require(body.path("max_tokens").asInt() >= 1, "max_tokens: must be at least 1");
        require(!messages.isEmpty(), "messages: at least one message is required");
        for (int i = 0; i < messages.size(); i++) {
            message(messages, i);
        }
        require(
                !messages.path(messages.size() - 1).path("role").asText().equals("assistant"),
                "messages: the conversation must end with a user message");
        boolean blocksOfTools = !callIds.isEmpty();
        require(!blocksOfTools || !body.path("tools").isEmpty(), "tools: required when the history holds calls");
        tools();
        settings();
        countMarks(body);
        require(marks <= MARKS, "cache_control: at most 4 blocks, found " + marks);
    }

    private void message(JsonNode messages, int i) {
        JsonNode message = messages.get(i);
        String role = message.path("role").asText();
        String at = "messages." + i;
        require(Set.of("user", "assistant", "system").contains(role), at + ".role: " + role);
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            require(role.equals("assistant") || !blank(content.asText()), at + ": content must not be empty");
        } else {
            require(role.equals("assistant") || !content.isEmpty(), at + ": content must not be empty");
            blocks(content, at);
        }
        if (role.equals("assistant")) {
            assistant(content, at);
            answered(content, messages.path(i + 1), at);
        } else {
            results(content, i == 0 ? MissingNode.getInstance() : messages.get(i - 1), at);
        }
    }

    private void blocks(JsonNode content, String at) {
        boolean visible = false;
        boolean text = false;
        for (JsonNode block : content) {
            String type = block.path("type").asText();
            if (type.equals("text")) {
                text = true;
                require(!block.path("text").asText().isEmpty(), at + ": text content blocks must be non-empty");
                visible |= !blank(block.path("text").asText());
            } else {
                visible = true;
            }
            boolean marked = block.has("cache_control");
            boolean markable = !type.contains("thinking")
                    && !(type.equals("text") && block.path("text").asText().isEmpty());
            require(!marked || markable, at + ": cache_control cannot be set on " + type);
        }
        require(!text || visible, at + ": text content blocks must contain non-whitespace text");
    }

    private void assistant(JsonNode content, String at) {
        boolean called = false;
        String last = "";
        for (JsonNode block : content) {
            last = block.path("type").asText();
            if (last.equals("tool_use")) {
                called = true;
                call(block, at);
            } else {
                require(!called || !last.equals("text"), at + ": text after tool_use");
            }
            require(
                    !last.equals("thinking")
                            || !block.path("signature").asText().isEmpty(),
                    at + ": thinking without signature");
        }
        require(!last.endsWith("thinking"), at + ": the last block must not be thinking");
    }

    private void call(JsonNode block, String at) {
        String id = block.path("id").asText();
        require(ID.matcher(id).matches(), at + ".tool_use.id: '" + id + "' should match " + ID);
        require(callIds.add(id), at + ": tool_use ids must be unique: " + id);
        require(NAME.matcher(block.path("name").asText()).matches(), at + ".tool_use.name: " + block.path("name"));
        require(block.path("input").isObject(), at + ".tool_use.input: must be an object");
    }

    private void answered(JsonNode content, JsonNode next, String at) {
        List<String> open = ids(content, "tool_use", "id");
        if (open.isEmpty()) {
            return;
        }
        open.removeAll(ids(next.path("content"), "tool_result", "tool_use_id"));
        require(
                open.isEmpty() && next.path("role").asText().equals("user"),
                at + ": tool_use ids were found without tool_result blocks immediately after: " + open);
    }

    private void results(JsonNode content, JsonNode before, String at) {
        List<String> asked = ids(before.path("content"), "tool_use", "id");
        Set<String> seen = new HashSet<>();
        boolean other = false;
        for (JsonNode block : content) {
            if (!block.path("type").asText().equals("tool_result")) {
                other = true;
                continue;
            }
            String id = block.path("tool_use_id").asText();
            require(!other, at + ": tool_result after other content: " + id);
            require(asked.contains(id), at + ": unexpected tool_use_id in tool_result: " + id);
            require(seen.add(id), at + ": more than one tool_result for " + id);
            require(
                    !block.path("is_error").asBoolean()
                            || !block.path("content").isEmpty()
                            || !block.path("content").asText().isEmpty(),
                    at + ": content cannot be empty if is_error is true");
            require(
                    !block.path("is_error").asBoolean() || onlyText(block.path("content")),
                    at + ": all content must be type text if is_error is true");
        }
    }

    private void tools() {
        Set<String> names = new HashSet<>();
        for (JsonNode tool : body.path("tools")) {
            String name = tool.path("name").asText();
            require(NAME.matcher(name).matches() && names.add(name), "tools: name '" + name + "'");
            JsonNode schema = tool.path("input_schema");
            if (!schema.isMissingNode()) {
                boolean plain = !schema.has("oneOf") && !schema.has("allOf") && !schema.has("anyOf");
                require(
                        plain && schema.path("type").asText().equals("object"),
                        "tools." + name + ".input_schema: must be an object without oneOf, allOf or anyOf at the top");
            }
        }
    }

    private void settings() {
        JsonNode temperature = body.path("temperature");
        JsonNode choice = body.path("tool_choice");
        String kind = choice.path("type").asText();
        require(
                temperature.isMissingNode() || (temperature.asDouble() >= 0 && temperature.asDouble() <= 1),
                "temperature: range: 0..1");
        require(
                !kind.equals("tool") || offered(choice.path("name").asText()),
                "tool_choice: tool '" + choice.path("name").asText() + "' not found in provided tools");
        if (body.at("/thinking/type").asText().equals("enabled")) {
            int budget = body.at("/thinking/budget_tokens").asInt();
            require(budget >= 1024, "thinking.budget_tokens: must be at least 1024");
            require(
                    budget < body.path("max_tokens").asInt(),
                    "max_tokens: must be greater than thinking.budget_tokens");
            require(
                    temperature.isMissingNode() || temperature.asDouble() == 1,
                    "temperature: may only be 1 when thinking is enabled");
            require(
                    !Set.of("any", "tool").contains(kind),
                    "thinking: may not be enabled when tool_choice forces tool use");
            require(!unthinkingRound(), "messages: a round of calls must start with thinking when it is enabled");
        }
    }

    private boolean offered(String name) {
        return StreamSupport.stream(body.path("tools").spliterator(), false)
                .anyMatch(tool -> tool.path("name").asText().equals(name));
    }

    private boolean unthinkingRound() {
        JsonNode messages = body.path("messages");
        JsonNode last = messages.path(messages.size() - 1).path("content");
        JsonNode before = messages.path(messages.size() - 2).path("content");
        return !ids(last, "tool_result", "tool_use_id").isEmpty()
                && !before.path(0).path("type").asText().endsWith("thinking");
    }

    private static boolean onlyText(JsonNode content) {
        return !content.isArray()
                || StreamSupport.stream(content.spliterator(), false)
                        .allMatch(part -> part.path("type").asText().equals("text"));
    }

    private void countMarks(JsonNode node) {
        if (node.isObject() && node.path("cache_control").isObject()) {
            marks++;
        }
        if (node.isContainerNode()) {
            node.forEach(this::countMarks);
        }
    }

    private static List<String> ids(JsonNode content, String type, String field) {
        List<String> ids = new ArrayList<>();
        for (JsonNode block : content) {
            if (block.path("type").asText().equals(type)) {
                ids.add(block.path(field).asText());
            }
        }
        return ids;
    }

    private static boolean blank(String text) {
        return text.isBlank();
    }

    private void require(boolean fine, String rule) {
        if (!fine) {
            broken.add(rule);
        }
    }
}
