/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One message of a request under construction. Confined to one thread. */
record WireMessage(boolean isUser, List<JsonNode> blocks) {
    static WireMessage user() {
        return new WireMessage(true, new ArrayList<>());
    }

    static WireMessage assistant(List<JsonNode> blocks) {
        return new WireMessage(false, blocks);
    }

    ObjectNode toJson() {
        ObjectNode message = Protocol.JSON.createObjectNode().put("role", isUser ? "user" : "assistant");
        message.putArray("content").addAll(blocks);
        return message;
    }
}
