/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A generator of ids of which no two are equal. Confined to one thread.
 *
 * <p>An id depends only on those before it, so that a list of ids that grows keeps those it has.
 */
public final class UniqueIds {
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** Starts without ids. */
    public UniqueIds() {}

    /** Takes an id; says whether nobody had it. */
    public boolean take(String wanted) {
        return taken.add(wanted);
    }

    /** Takes an id, or the first one that is free of those made from it by adding a number. */
    public String takeLike(String wanted) {
        String id = wanted;
        while (!take(id)) {
            id = wanted + "_" + numbers.merge(wanted, 1, Integer::sum);
        }
        return id;
    }
}
