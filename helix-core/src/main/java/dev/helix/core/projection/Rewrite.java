/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a list that is only made once something differs: elements are added in order, and as long as they are those
 * of the source, nothing is allocated. Confined to one thread.
 */
final class Rewrite<T> {
    private final List<T> source;
    private @Nullable List<T> copy;
    private int same;

    Rewrite(List<T> source) {
        this.source = source;
    }

    void add(T element) {
        if (copy == null && same < source.size() && source.get(same) == element) {
            same++;
            return;
        }
        copy().add(element);
    }

    private List<T> copy() {
        List<T> started = copy;
        if (started == null) {
            started = new ArrayList<>(source.size() + 1);
            started.addAll(source.subList(0, same));
            copy = started;
        }
        return started;
    }

    /** {@return the source itself when the elements were exactly its own} */
    List<T> done() {
        return copy == null && same == source.size() ? source : copy();
    }
}
