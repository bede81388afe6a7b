/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

/**
 * A piece of visible text. Immutable.
 *
 * @param text any text, possibly empty
 */
public record Text(String text) implements Content {}
