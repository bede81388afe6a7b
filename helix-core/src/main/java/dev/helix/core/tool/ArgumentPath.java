/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.tool.InvalidArgumentsException;
import dev.helix.core.json.JsonArguments;

/**
 * The path of a value in the arguments of a call, named in errors so that the model learns what to correct.
 * Immutable.
 *
 * @param tool the tool
 * @param property the way to the value, for example {@code edits[2].path}; empty at the top
 */
record ArgumentPath(String tool, String property) {

    ArgumentPath child(String name) {
        return new ArgumentPath(tool, property.isEmpty() ? name : property + "." + name);
    }

    ArgumentPath element(int index) {
        return new ArgumentPath(tool, property + "[" + index + "]");
    }

    InvalidArgumentsException mismatch(String expected, JsonNode actual) {
        return invalid("must be " + expected + ", got " + JsonArguments.shown(actual));
    }

    InvalidArgumentsException invalid(String complaint) {
        return new InvalidArgumentsException(
                (property.isEmpty() ? "arguments of " + tool : "argument '" + property + "' of " + tool) + " "
                        + complaint);
    }
}
