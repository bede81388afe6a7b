/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.binding;

/** A formatter of the messages of the commits the library makes: {@code chore(worktree): } and what the caller says. */
final class CommitMessage {
    private static final String PREFIX = "chore(worktree): ";

    private CommitMessage() {}

    static String of(String message) {
        String text = message.strip().replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
        return (text.startsWith(PREFIX) ? text : PREFIX + text) + "\n";
    }
}
