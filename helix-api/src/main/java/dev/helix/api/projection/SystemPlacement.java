/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.projection;

/** Where a model accepts system messages. One that stands elsewhere becomes tagged text of the user. */
public enum SystemPlacement {
    /** Nowhere. "'messages[0].role' does not support 'system' with this model." */
    NEVER,
    /** Only before everything else; several are joined. */
    FIRST,
    /** First, and directly after a user message or results when an assistant message follows or nothing does. */
    AFTER_USER,
    /** Anywhere. */
    ANYWHERE
}
