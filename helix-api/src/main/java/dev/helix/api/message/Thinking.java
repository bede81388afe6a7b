/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

/**
 * A model's reasoning. Immutable.
 *
 * @param text the reasoning as the provider showed it, possibly empty
 * @param signature the provider's proof that the block is its own, or empty; sent back only to the same origin
 */
public record Thinking(String text, String signature) implements Content {}
