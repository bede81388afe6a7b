/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

/** One part of a message: text, an image, reasoning, a tool call, or a block only its origin understands. */
public sealed interface Content permits Text, Image, Thinking, ToolCall, Opaque {}
