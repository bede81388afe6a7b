/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.tool;

import java.util.List;
import java.util.Optional;

/**
 * Typed access to the arguments of a tool call, so that tool authors never touch a JSON parser. Immutable.
 *
 * <p>Every accessor throws {@link InvalidArgumentsException} when the value is there but has another type.
 */
public interface ToolArguments {
    /**
     * Returns a required text.
     *
     * @param name the property
     * @return the value, possibly empty
     * @throws InvalidArgumentsException if it is missing or not a string
     */
    String string(String name);

    /**
     * Returns an optional text.
     *
     * @param name the property
     * @return the value, or empty when it is missing or null
     */
    Optional<String> optionalString(String name);

    /**
     * Returns an optional whole number.
     *
     * @param name the property
     * @return the value, or empty when it is missing or null
     */
    Optional<Long> optionalInteger(String name);

    /**
     * Returns an optional truth value.
     *
     * @param name the property
     * @return the value, or empty when it is missing or null
     */
    Optional<Boolean> optionalBoolean(String name);

    /**
     * Returns a list of texts.
     *
     * @param name the property
     * @return the values in order, empty when the property is missing or null
     */
    List<String> strings(String name);

    /** {@return all arguments, a JSON object as text} */
    String json();
}
