/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.llm.engine.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One message of a request under construction. Confined to one thread. */
record WireMessage(String role, List<JsonNode> blocks) {
    static WireMessage of(String role, Stream<? extends JsonNode> blocks) {
        return new WireMessage(role, new ArrayList<>(blocks.toList()));
    }

    boolean isUser() {
        return role.equals("user");
    }

    ObjectNode toJson() {
        ObjectNode message = WireJson.object().put("role", role);
        message.putArray("content").addAll(blocks);
        return message;
    }
}
