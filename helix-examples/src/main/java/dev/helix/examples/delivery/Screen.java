/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import java.io.PrintStream;
import java.util.List;

/**
 * A screen that prints plain lines of a stable width, with colours only where the terminal takes them. Thread-safe:
 * one line is one write.
 */
final class Screen {
    /** Fits an 100 column terminal. */
    static final int WIDTH = 100;

    private static final int LABEL = 14;

    private final PrintStream out;
    private final boolean colours;

    Screen(Terminal terminal) {
        this.out = terminal.out();
        this.colours = terminal.colours();
    }

    void line(String text) {
        line(Style.PLAIN, text);
    }

    void line(Style style, String text) {
        out.println(paint(style, text.stripTrailing()));
    }

    void blank() {
        out.println();
    }

    /** Prints a heading with a rule under it. */
    void heading(String text) {
        blank();
        line(Style.STRONG, text);
        line(Style.FAINT, "-".repeat(WIDTH));
    }

    /** Prints a label and text that continues under itself. */
    void field(String label, String text) {
        field(Style.PLAIN, label, text);
    }

    void field(Style style, String label, String text) {
        field(style, label, TextFormat.wrapped(text, WIDTH - LABEL));
    }

    /** Prints a label and items, none of which is broken. */
    void field(String label, List<String> items) {
        field(Style.PLAIN, label, TextFormat.packed(items, WIDTH - LABEL));
    }

    /** Prints a label and a path, in one piece however long, so that it can be copied. */
    void path(String label, String path) {
        field(Style.PLAIN, label, List.of(path));
    }

    private void field(Style style, String label, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            line(style, String.format("  %-12s%s", i == 0 ? label : "", lines.get(i)));
        }
    }

    /** Prints text broken to the width, every line moved in. */
    void indented(int columns, String text) {
        TextFormat.wrapped(text, WIDTH - columns).forEach(line -> line(" ".repeat(columns) + line));
    }

    String paint(Style style, String text) {
        return colours ? style.paint(text) : text;
    }
}
