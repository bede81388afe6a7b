/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

/**
 * A block of a provider that Helix does not interpret, kept byte for byte; it is sent only to its origin. Immutable.
 *
 * @param family the wire protocol the block belongs to
 * @param json the block as JSON text
 */
public record Opaque(String family, String json) implements Content {}
