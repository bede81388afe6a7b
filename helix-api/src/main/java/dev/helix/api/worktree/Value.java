/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import java.util.LinkedHashMap;
import java.util.Map;

/** A value made of named parts: equal by class and parts, printed with their names. Immutable. */
abstract class Value {
    /** {@return the parts by name, in the order they are printed} */
    abstract Map<String, Object> parts();

    /** Pairs names with values, in order. */
    static Map<String, Object> parts(Object... namesAndValues) {
        Map<String, Object> parts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parts.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return parts;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Value value && getClass() == value.getClass() && parts().equals(value.parts());
    }

    @Override
    public final int hashCode() {
        return parts().hashCode();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + parts();
    }
}
