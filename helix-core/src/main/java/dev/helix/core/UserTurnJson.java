/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.message.Content;
import dev.helix.api.message.Text;
import dev.helix.api.message.UserMessage;
import dev.helix.api.session.UserTurn;
import dev.helix.core.json.ApiJson;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The JSON form of a user's turn, for hosts whose users speak over a socket.
 *
 * <pre>{@code
 * {"type":"user","content":"Try again.","model":"claude-haiku-4-5","req_id":"7f3a"}
 * {"type":"user","content":[{"type":"Text","text":"What is this?"},
 *                           {"type":"Image","mediaType":"image/png","base64":"iVBORw0K..."}]}
 * }</pre>
 *
 * <p>{@code content} is a text, or a list of parts: {@code Text} ({@code text}), {@code Image} ({@code mediaType},
 * {@code base64}), {@code Document} ({@code name}, {@code mediaType}, {@code base64}) and {@code StructuredData}
 * ({@code json}). {@code model} and {@code req_id} are texts and may be left out or null. There are no other fields.
 */
public final class UserTurnJson {
    private static final Set<String> FIELDS = new TreeSet<>(Set.of("type", "content", "model", "req_id"));

    private UserTurnJson() {}

    /**
     * Writes a turn on one line. A message of one text is written as a text.
     *
     * @return JSON text without line breaks, which {@link #read} reads back as an equal turn
     */
    public static String write(UserTurn turn) {
        ObjectNode json = Json.object().put("type", "user");
        List<Content> content = requireNonNull(turn, "turn").message().content();
        if (content.size() == 1 && content.get(0).equals(Text.of(content.get(0).asText()))) {
            json.set("content", ApiJson.tree(Content.class, content.get(0)).get("text"));
        } else {
            ArrayNode parts = json.putArray("content");
            content.forEach(part -> parts.add(ApiJson.tree(Content.class, part)));
        }
        turn.model().ifPresent(model -> json.put("model", model));
        turn.requestId().ifPresent(id -> json.put("req_id", id));
        return Json.compact(json);
    }

    /**
     * Reads a turn.
     *
     * @param text what came over the socket
     * @throws InvalidRequestException if it is no such turn; the message names the field
     */
    public static UserTurn read(String text) {
        JsonNode json = parse(requireNonNull(text, "text"));
        json.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw refused("field '" + shown(field) + "' is unknown; the fields are " + FIELDS);
            }
        });
        if (!"user".equals(text(json, "type").orElse(""))) {
            throw refused("field 'type' must be \"user\"");
        }
        UserTurn turn = UserTurn.of(message(json.path("content")));
        Optional<String> model = text(json, "model");
        if (model.filter(String::isBlank).isPresent()) {
            throw refused("field 'model' is blank; leave it out for the session's model");
        }
        UserTurn named = model.map(turn::with).orElse(turn);
        return text(json, "req_id").map(id -> withId(named, id)).orElse(named);
    }

    private static JsonNode parse(String text) {
        JsonNode json;
        try {
            json = Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw refused("it is no JSON: " + e.getMessage());
        }
        if (!json.isObject()) {
            throw refused("it is no JSON object");
        }
        return json;
    }

    private static Optional<String> text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw refused("field '" + field + "' must be a text");
        }
        return Optional.of(value.textValue());
    }

    private static UserTurn withId(UserTurn turn, String id) {
        try {
            return turn.requestId(id);
        } catch (IllegalArgumentException e) {
            throw refused("field 'req_id': " + e.getMessage());
        }
    }

    private static UserMessage message(JsonNode content) {
        if (content.isTextual()) {
            return UserMessage.of(content.textValue());
        }
        if (!content.isArray()) {
            throw refused("field 'content' must be a text or a list of parts");
        }
        List<Content> parts = new ArrayList<>();
        for (JsonNode part : content) {
            parts.add(part(part, "content[" + parts.size() + "]"));
        }
        try {
            return new UserMessage(parts);
        } catch (IllegalArgumentException e) {
            throw refused("field 'content': " + e.getMessage());
        }
    }

    private static Content part(JsonNode part, String field) {
        if (part.has("providerData")) {
            throw refused("field '" + field + ".providerData' is a provider's and not a user's");
        }
        try {
            return ApiJson.read(Content.class, part);
        } catch (InvalidRequestException e) {
            throw refused("field '" + field + "': " + e.getMessage());
        }
    }

    private static String shown(String field) {
        int most = 40;
        return field.length() <= most ? field : field.substring(0, most) + "...";
    }

    private static InvalidRequestException refused(String why) {
        return new InvalidRequestException("this is no turn of a user: " + why);
    }
}
