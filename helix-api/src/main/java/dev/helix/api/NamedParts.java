/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value made of named parts: equal to another of its class when all parts are equal, and printed with their names.
 * Lists are copied; immutable when the other parts are.
 *
 * <p>The values of this API extend it; it is nothing for hosts to extend.
 */
public abstract class NamedParts {
    private final Object[] namesAndParts;

    /**
     * Keeps the parts in the order they are printed.
     *
     * @param namesAndParts name and part by turns
     * @throws NullPointerException if a part is null; it is named
     */
    protected NamedParts(@Nullable Object... namesAndParts) {
        Object[] checked = new Object[namesAndParts.length];
        for (int i = 0; i < checked.length; i++) {
            Object part = namesAndParts[i];
            if (part == null) {
                throw new NullPointerException(namesAndParts[i - 1] + " is null");
            }
            checked[i] = part instanceof List<?> list ? List.copyOf(list) : part;
        }
        this.namesAndParts = checked;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof NamedParts value
                && value.getClass() == getClass()
                && Arrays.equals(namesAndParts, value.namesAndParts);
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(namesAndParts);
    }

    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder(getClass().getSimpleName()).append('[');
        for (int i = 0; i < namesAndParts.length; i += 2) {
            text.append(i == 0 ? "" : ", ").append(namesAndParts[i]).append('=').append(namesAndParts[i + 1]);
        }
        return text.append(']').toString();
    }
}
