/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import dev.helix.api.NamedParts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a message: {@link Text}, {@link Image}, {@link Document}, {@link StructuredData}, {@link Thinking},
 * {@link ToolCall} or {@link Opaque}. Immutable; parts with equal values are equal.
 *
 * <p>Later releases add kinds, and only they can: code that looks at kinds keeps a default branch, which leaves an
 * unknown part alone or shows its {@link #asText()}.
 */
public abstract class Content extends NamedParts {
    private final Optional<Opaque> providerData;

    /** Creates a part; the provider's data is among them where the kind can carry any. */
    Content(Optional<Opaque> providerData, String names, @Nullable Object... parts) {
        super(names, parts);
        this.providerData = providerData;
    }

    /**
     * {@return what the provider that produced the part wants back with it, such as a signature or an item id; empty
     * for most parts}
     */
    public final Optional<Opaque> providerData() {
        return providerData;
    }

    /** {@return the part as text: the text itself, the JSON text of structured data, empty for every other kind} */
    public String asText() {
        return "";
    }
}
