/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.Opaque;
import dev.helix.api.projection.OpaqueRules;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;

/** What is known of a provider's own block: its type, its id when it is a call, its call's id when it is a result. */
record OpaqueBlock(boolean isObject, String type, String callId, String resultOf) {
    private static final OpaqueBlock UNREADABLE = new OpaqueBlock(false, "", "", "");

    static OpaqueBlock of(Opaque opaque, OpaqueRules rules) {
        try {
            JsonNode json = Json.parse(opaque.json());
            if (!json.isObject()) {
                return UNREADABLE;
            }
            String type = json.path("type").asText();
            boolean isCall = rules.calls().contains(type);
            return new OpaqueBlock(
                    true,
                    type,
                    isCall ? json.path(rules.idField()).asText() : "",
                    isCall ? "" : json.path(rules.resultIdField()).asText());
        } catch (JsonSyntaxException e) {
            return UNREADABLE;
        }
    }

    boolean isCall(OpaqueRules rules) {
        return rules.calls().contains(type);
    }

    boolean isResult() {
        return !resultOf.isEmpty();
    }
}
