/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** Visible text. Immutable. */
public final class Text extends Content {
    private final String text;

    private Text(String text, Optional<Opaque> providerData) {
        super(providerData, "text, providerData", text, providerData);
        this.text = text;
    }

    /** Creates a part of text. */
    public static Text of(String text) {
        return new Text(text, Optional.empty());
    }

    /** {@return a copy with what the provider wants back with the text} */
    public Text withProviderData(Opaque data) {
        return new Text(text, Optional.of(requireNonNull(data, "data")));
    }

    /** {@return the text, possibly empty} */
    public String text() {
        return text;
    }

    @Override
    public String asText() {
        return text;
    }
}
