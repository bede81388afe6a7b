/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

/** Thrown when a placeholder has no value in this run; the message says which values there are. */
final class UnknownValueException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownValueException(String placeholder, String known) {
        super(placeholder + " has no value in this run; known are " + known
                + ". Name it with ReplayEngines.with, or let the conversation bring it first");
    }
}
