/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

/**
 * What a clause says about the paths in one part of it.
 *
 * @param kind what it says
 * @param part the part of the clause whose paths are meant, possibly without any
 */
record Statement(Kind kind, String part) {
    /** What can be said about paths. */
    enum Kind {
        /** Only these may be changed. */
        ALLOW,
        /** These may be changed as well. */
        ADD,
        /** These must not be changed. */
        DENY,
        /** What was named so far may be changed and nothing else. */
        CLOSE,
        /** These are to be changed; nothing is said about others. */
        MENTION
    }
}
