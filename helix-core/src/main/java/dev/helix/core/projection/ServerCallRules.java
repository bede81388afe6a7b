/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.TargetProfile;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The validator's rules about a provider's own blocks. */
final class ServerCallRules {
    private final TargetProfile profile;
    private final List<Violation> found;

    ServerCallRules(TargetProfile profile, List<Violation> found) {
        this.profile = profile;
        this.found = found;
    }

    void check(List<Message> history) {
        Map<String, Integer> open = new LinkedHashMap<>();
        Content last = null;
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i) instanceof UserMessage) {
                unanswered(open);
            }
            last = null;
            if (history.get(i) instanceof AssistantMessage assistant) {
                for (Content part : assistant.content()) {
                    block(part, i, open);
                    last = part;
                }
            }
        }
        boolean waits = !history.isEmpty() && history.get(history.size() - 1) instanceof ToolMessage;
        if (last != null && isOpenCall(last, profile)) {
            open.remove(json((Opaque) last).path(profile.opaque().idField()).asText());
        } else if (waits) {
            // The provider's own tools run on while those of the conversation are answered.
            open.clear();
        }
        unanswered(open);
    }

    /** {@return whether the part is a call of a tool of the provider's own; its result would stand behind it} */
    static boolean isOpenCall(Content part, TargetProfile profile) {
        return part instanceof Opaque opaque
                && profile.opaque().calls().contains(json(opaque).path("type").asText());
    }

    private void block(Content part, int index, Map<String, Integer> open) {
        if (!(part instanceof Opaque opaque)) {
            return;
        }
        JsonNode json = json(opaque);
        if (!opaque.origin().equals(profile.origin())) {
            found.add(new Violation("foreign-block", index, opaque.json()));
        } else if (!json.isObject()) {
            found.add(new Violation("block-is-object", index, opaque.json()));
        } else if (isOpenCall(part, profile)) {
            Integer unanswered = open.put(json.path(profile.opaque().idField()).asText(), index);
            if (unanswered != null) {
                found.add(new Violation("server-call-without-result", unanswered, opaque.json()));
            }
        } else if (!profile.opaque().calls().isEmpty()
                && json.has(profile.opaque().resultIdField())) {
            String call = json.path(profile.opaque().resultIdField()).asText();
            if (open.remove(call) == null) {
                found.add(new Violation("server-result-without-call", index, call));
            }
        }
    }

    private void unanswered(Map<String, Integer> open) {
        open.forEach((id, index) -> found.add(new Violation("server-call-without-result", index, id)));
        open.clear();
    }

    private static JsonNode json(Opaque opaque) {
        try {
            return Json.parse(opaque.json());
        } catch (JsonSyntaxException e) {
            return Json.array();
        }
    }
}
