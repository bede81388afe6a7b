/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

/**
 * The answer to one tool call. Immutable.
 *
 * @param callId the id of the call it answers
 * @param toolName the tool's name, kept because some protocols match results by name
 * @param text what the tool returned
 * @param error whether the call failed
 */
public record ToolMessage(String callId, String toolName, String text, boolean error) implements Message {}
