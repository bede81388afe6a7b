/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

/** The few ways a piece of text can stand out on a terminal. */
enum Style {
    PLAIN(""),
    FAINT("2"),
    GOOD("32"),
    BAD("1;31"),
    STRONG("1");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** Wraps the text in ECMA-48 "select graphic rendition" sequences. */
    String paint(String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
