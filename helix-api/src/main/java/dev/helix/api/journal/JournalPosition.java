/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

/**
 * The position of an appended record, to wait for its durability. Immutable.
 *
 * @param value whatever the store that made it counts by; it means nothing to others
 */
public record JournalPosition(long value) {}
