/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.projection;

/** What becomes of a tool call that has no result. Providers refuse every later request that contains one. */
public enum UnpairedPolicy {
    /** The call is answered by an error result that says it was interrupted. Nothing else is lost. */
    SYNTHESIZE,
    /** The history is canonicalised first: it is cut before the oldest such call of its last five messages with calls. */
    TRUNCATE,
    /** The history is refused with {@link UnsendableHistoryException}. */
    FAIL
}
