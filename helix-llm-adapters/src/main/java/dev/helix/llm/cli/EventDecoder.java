/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** A decoder of one program's lines, made for one run. Confined to one thread. */
@FunctionalInterface
interface EventDecoder {
    /**
     * Takes a line; kinds it does not know are left alone.
     *
     * @param event a JSON object
     */
    void accept(JsonNode event);
}
