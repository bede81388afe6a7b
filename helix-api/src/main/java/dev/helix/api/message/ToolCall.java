/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

/**
 * A request to run a tool. Immutable.
 *
 * @param id the call's id, unique within its message
 * @param name the tool's name as the model wrote it
 * @param arguments the arguments as the model wrote them: JSON text, possibly malformed
 */
public record ToolCall(String id, String name, String arguments) implements Content {}
