/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.projection;

/** Where a model accepts system messages. One that stands elsewhere becomes tagged text of the user. */
public enum SystemPlacement {
    /** Only before everything else; several are joined. */
    FIRST,
    /** First, and directly after a user message when it comes last or an assistant message follows it. */
    AFTER_USER,
    /** Anywhere. */
    ANYWHERE
}
