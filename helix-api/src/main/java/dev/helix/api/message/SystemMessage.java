/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

/**
 * The standing instructions of a conversation. Immutable.
 *
 * @param text the instructions
 */
public record SystemMessage(String text) implements Message {}
