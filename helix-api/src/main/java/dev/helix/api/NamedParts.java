/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A value made of named parts: equal to another of its class when all parts are equal, and printed with their names.
 * Immutable when the parts are; lists are copied.
 *
 * <p>The values of this API extend it; it is nothing for hosts to extend.
 */
public abstract class NamedParts {
    private final String names;
    private final Object[] parts;

    /**
     * Creates a value of parts, in the order they are printed.
     *
     * @param names the names of the parts, separated by a comma and a blank
     * @param parts one part per name
     * @throws NullPointerException if a part is null; the message is its name
     */
    protected NamedParts(String names, @Nullable Object... parts) {
        this.names = names;
        this.parts = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            Object part = parts[i];
            if (part == null) {
                throw new NullPointerException(name(i));
            }
            this.parts[i] = part instanceof List<?> list ? List.copyOf(list) : part;
        }
    }

    private String name(int part) {
        return names.split(", ")[part];
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof NamedParts value && value.getClass() == getClass() && Arrays.equals(parts, value.parts);
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(parts);
    }

    /** {@return the class and its parts by name, without those that are empty: {@code Reply[turn=turn-1, model=a:b]}} */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", getClass().getSimpleName() + "[", "]");
        for (int i = 0; i < parts.length; i++) {
            Object part = parts[i] instanceof Optional<?> optional ? optional.orElse(null) : parts[i];
            if (part != null) {
                text.add(name(i) + "=" + part);
            }
        }
        return text.toString();
    }
}
