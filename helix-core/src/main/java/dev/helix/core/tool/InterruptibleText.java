/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

/**
 * Text that a regular expression may look at only until its time is up or its thread is interrupted: some patterns
 * take exponential time, and a matcher cannot be stopped otherwise. Confined to one thread.
 */
final class InterruptibleText implements CharSequence {
    private final CharSequence text;
    private final SearchDeadline clock;

    InterruptibleText(CharSequence text, SearchDeadline clock) {
        this.text = text;
        this.clock = clock;
    }

    @Override
    public char charAt(int index) {
        clock.tick();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new InterruptibleText(text.subSequence(start, end), clock);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
