/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

/** Thrown when a placeholder has no value in this run; whoever reveals knows what that means. */
final class UnknownPlaceholderException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String complaint;

    UnknownPlaceholderException(String placeholder, String known) {
        super(placeholder);
        this.complaint = placeholder + " has no value in this run; known are " + known
                + ". Name it with ReplayEngines.with or a capture";
    }

    String complaint() {
        return complaint;
    }
}
