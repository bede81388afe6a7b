/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a message: {@link Text}, {@link Image}, {@link Document}, {@link StructuredData}, {@link Thinking},
 * {@link ToolCall} or {@link Opaque}. Immutable; parts with equal values are equal.
 *
 * <p>Later releases add kinds, and only they can: code that looks at kinds keeps a default branch, which leaves an
 * unknown part alone or shows its {@link #asText()}.
 */
public abstract class Content {
    private final @Nullable Opaque providerData;

    Content(@Nullable Opaque providerData) {
        this.providerData = providerData;
    }

    /**
     * {@return what the provider that produced the part wants back with it, such as a signature or an item id; empty
     * for most parts}
     */
    public final Optional<Opaque> providerData() {
        return Optional.ofNullable(providerData);
    }

    /** {@return the part as text: the text itself, the JSON text of structured data, empty for every other kind} */
    public String asText() {
        return "";
    }

    /** {@return everything that tells the part from others of its kind, in a fixed order} */
    abstract List<Object> values();

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Content part
                && getClass() == part.getClass()
                && values().equals(part.values())
                && providerData().equals(part.providerData());
    }

    @Override
    public final int hashCode() {
        return 31 * values().hashCode() + providerData().hashCode();
    }
}
