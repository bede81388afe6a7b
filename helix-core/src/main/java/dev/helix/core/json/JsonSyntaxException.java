/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import org.jspecify.annotations.Nullable;

/** Thrown when text is not JSON. Checked, because every caller turns it into a typed error of its own at once. */
public final class JsonSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String complaint;
    private final int line;
    private final int column;

    JsonSyntaxException(String complaint, int line, int column, @Nullable Throwable cause) {
        super(complaint, cause);
        this.complaint = complaint;
        this.line = line;
        this.column = column;
    }

    /** {@return what is wrong, without the text around it, one sentence of the parser} */
    public String complaint() {
        return complaint;
    }

    /** {@return the line of the damage, counted from 1} */
    public int line() {
        return line;
    }

    /** {@return the column of the damage, counted from 1} */
    public int column() {
        return column;
    }
}
