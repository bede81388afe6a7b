/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.tool;

/**
 * The result of a tool call. Immutable.
 *
 * @param text what the model gets to read
 * @param error whether the call failed
 * @param endsTurn whether the agent's turn is over after this message's calls
 */
public record ToolResult(String text, boolean error, boolean endsTurn) {
    /**
     * Makes a result of a call that worked.
     *
     * @param text what the model gets to read
     * @return the result
     */
    public static ToolResult of(String text) {
        return new ToolResult(text, false, false);
    }

    /**
     * Makes a result of a call that failed; the model reads why and may try something else.
     *
     * @param text what failed and the way out
     * @return the result
     */
    public static ToolResult failed(String text) {
        return new ToolResult(text, true, false);
    }

    /**
     * Makes a result after which the agent's turn is over.
     *
     * @param text what the model gets to read when it is asked again
     * @return the result
     */
    public static ToolResult ending(String text) {
        return new ToolResult(text, false, true);
    }
}
