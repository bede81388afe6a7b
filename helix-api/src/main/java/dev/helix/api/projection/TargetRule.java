/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.projection;

/**
 * A rule that some models set up for histories and others do not. Every constant quotes the refusal it avoids.
 *
 * <p>What all of them demand needs no constant: each call is answered once and directly after its message, ids are
 * unique, the user says something, nothing that another model signed is sent, and text is well-formed. A projection also
 * leaves out blank text and puts results in the order of their calls for models that do not demand it. Later releases add constants: code that looks at them keeps a default branch.
 */
public enum TargetRule {
    /** The model knows no tools: calls and their results are written out as text. */
    CALLS_AS_TEXT,
    /** Neighbouring user messages are one. "Conversation roles must alternate user/assistant/user/assistant/..." */
    USERS_MERGED,
    /** Neighbouring assistant messages are one. "Function call turn comes immediately after a user turn ..." */
    ASSISTANTS_MERGED,
    /** The first message is the user's, system messages apart. Gemini: "contents" start with the role user. */
    USER_FIRST,
    /** The last message is not the model's. "The conversation must end with a user message." */
    USER_LAST,
    /** A last message of the model's does not end in white space. "Final assistant content cannot end with trailing whitespace" */
    NO_TRAILING_SPACE,
    /** No text is empty, and no message is nothing but white space. "Text content blocks must be non-empty" */
    NO_BLANK_TEXT,
    /** No assistant message is empty. "Assistant message must have either content or tool_calls" */
    NO_EMPTY_ANSWER,
    /** Results of one tool belong to its calls by their order, not by their ids. */
    RESULTS_BY_POSITION,
    /** Only the model speaks after results. "Unexpected role 'user' after role 'tool'" */
    ASSISTANT_AFTER_RESULTS,
    /** In a message with calls the text stands before them. "tool_use ids were found without tool_result blocks ..." */
    TEXT_BEFORE_CALLS,
    /** The arguments of a call are a JSON object; elsewhere they are any text. "Input should be a valid dictionary" */
    OBJECT_ARGUMENTS,
    /** A failed result holds nothing but text. "All content must be type text if is_error is true" */
    ERRORS_ARE_TEXT,
    /** Reasoning is never sent back. */
    NO_REASONING,
    /** Reasoning goes back only with its signature. "Invalid signature in thinking block" */
    SIGNED_REASONING,
    /**
     * Reasoning does not end a message. "Item 'rs_..' of type 'reasoning' was provided without its required following
     * item."
     */
    REASONING_NOT_LAST,
    /**
     * Parts go back with their provider data only beside their reasoning. "Item 'msg_..' was provided without its
     * required 'reasoning' item: 'rs_..'."
     */
    DATA_NEEDS_REASONING,
    /**
     * Every assistant message has reasoning, if need be empty. "The reasoning_content in the thinking mode must be
     * passed back to the API."
     */
    REASONING_ALWAYS,
    /**
     * While the model thinks, the tool loop in progress starts with reasoning. "When thinking is enabled, a final
     * assistant message must start with a thinking block"
     */
    REASONING_STARTS_LOOP
}
