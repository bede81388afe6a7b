/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.sse;

/**
 * One event of a stream. Immutable.
 *
 * @param name the event's type, {@code message} when the stream does not say
 * @param data its data lines joined by line feeds
 */
public record ServerSentEvent(String name, String data) {}
