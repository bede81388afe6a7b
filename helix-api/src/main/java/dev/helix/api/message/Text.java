/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Visible text. Immutable. */
public final class Text extends Content {
    private final String text;

    private Text(String text, @Nullable Opaque providerData) {
        super(providerData);
        this.text = requireNonNull(text, "text");
    }

    /**
     * Creates a part of text.
     *
     * @param text any text, possibly empty
     * @return the part
     */
    public static Text of(String text) {
        return new Text(text, null);
    }

    /**
     * Attaches what the provider wants back with the text.
     *
     * @param data the provider's data
     * @return a changed copy
     */
    public Text withProviderData(Opaque data) {
        return new Text(text, requireNonNull(data, "data"));
    }

    /** {@return the text, possibly empty} */
    public String text() {
        return text;
    }

    @Override
    public String asText() {
        return text;
    }

    @Override
    List<Object> values() {
        return List.of(text);
    }

    @Override
    public String toString() {
        return "Text[" + text + "]";
    }
}
