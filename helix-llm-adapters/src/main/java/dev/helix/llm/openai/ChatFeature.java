/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

/**
 * Something that not every server of the Chat Completions protocol understands. Later releases add constants.
 *
 * <p>A server without any feature gets what all of them understand.
 */
public enum ChatFeature {
    /** Standing instructions have the role {@code developer}. Without: {@code system}. */
    DEVELOPER_ROLE,
    /** The output limit is called {@code max_completion_tokens}. Without: {@code max_tokens}. */
    MAX_COMPLETION_TOKENS,
    /** {@code stream_options} asks for the usage of a stream. Without: the server reports it unasked, or not. */
    STREAM_USAGE,
    /** {@code parallel_tool_calls} has to be set for several calls at once. */
    PARALLEL_TOOL_CALLS,
    /** {@code strict} holds a model to schemas that allow it. */
    STRICT,
    /** The content of a user message may be a list of parts. Without: text only. */
    CONTENT_PARTS,
    /** {@code response_format} takes a schema. Without: JSON is asked for, and the schema is told in words. */
    JSON_SCHEMA,
    /** {@code reasoning_effort} sets how much a model reasons. */
    REASONING_EFFORT,
    /** {@code reasoning} holds an effort or a number of tokens. */
    REASONING_OBJECT,
    /** {@code thinking} switches reasoning on and off. */
    THINKING_SWITCH,
    /** Reasoning goes back as {@code reasoning_content}. */
    RETURN_REASONING_CONTENT,
    /** Reasoning goes back as {@code reasoning_details}, as they came. */
    RETURN_REASONING_DETAILS,
    /** Reasoning goes back as a part of type {@code thinking}. */
    RETURN_THINKING_PARTS,
    /** {@code prompt_cache_key} keeps conversations with their cache. */
    PROMPT_CACHE_KEY,
    /** {@code prompt_cache_retention} keeps a prompt for a day. */
    PROMPT_CACHE_RETENTION,
    /** Parts may be marked with {@code cache_control}. */
    CACHE_MARKS,
    /** End users are named by {@code safety_identifier}. Without: {@code user}. */
    SAFETY_IDENTIFIER
}
