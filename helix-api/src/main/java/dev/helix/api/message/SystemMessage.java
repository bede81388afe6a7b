/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

/**
 * Gives standing instructions. Immutable.
 *
 * @param text the instructions
 */
public record SystemMessage(String text) implements Message {}
