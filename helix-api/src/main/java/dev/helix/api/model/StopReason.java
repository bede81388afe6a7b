/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

/** The reason why a model stopped talking. Later releases add constants: code that looks at them keeps a default branch. */
public enum StopReason {
    /** The model finished its message. */
    END,
    /** The model asks for its tool calls to be run. */
    TOOL_CALLS,
    /** The output limit cut the message; its last tool call may be incomplete. */
    OUTPUT_LIMIT,
    /** The provider interrupted a long answer; it goes on when the conversation is sent again as it is. */
    PAUSED,
    /** The provider or the model refused to answer. */
    REFUSED,
    /** A reason this version does not know; treated like {@link #END}. */
    OTHER
}
