/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

/**
 * Text that a regular expression may look at only until its time is up or its thread is interrupted: some patterns
 * take exponential time, and a matcher cannot be stopped otherwise. Confined to one thread.
 */
final class InterruptibleText implements CharSequence {
    private final CharSequence text;
    private final SearchDeadline deadline;

    InterruptibleText(CharSequence text, SearchDeadline deadline) {
        this.text = text;
        this.deadline = deadline;
    }

    @Override
    public char charAt(int index) {
        deadline.tick();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new InterruptibleText(text.subSequence(start, end), deadline);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
