/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The filter and merge drivers a repository's configuration knows, which are programs git would start. Immutable.
 *
 * <p>Which files a driver applies to is said by {@code .gitattributes}, and those an agent can write. So every known
 * driver is switched off in every git process of the library; repositories whose own attributes need a filter are
 * refused when they are inspected.
 *
 * @param filters names of {@code filter.<name>} sections
 * @param merges names of {@code merge.<name>.driver} sections
 */
public record Drivers(Set<String> filters, Set<String> merges) {
    /** No driver at all. */
    public static final Drivers NONE = new Drivers(Set.of(), Set.of());

    public Drivers {
        filters = Set.copyOf(filters);
        merges = Set.copyOf(merges);
    }

    /** Picks the drivers out of configuration keys such as {@code filter.lfs.clean}. */
    static Drivers in(List<String> keys) {
        Set<String> filters = new TreeSet<>();
        Set<String> merges = new TreeSet<>();
        for (String key : keys) {
            int first = key.indexOf('.');
            int last = key.lastIndexOf('.');
            if (first < 0 || first == last) {
                continue;
            }
            String name = key.substring(first + 1, last);
            if (key.startsWith("filter.")) {
                filters.add(name);
            } else if (key.startsWith("merge.") && key.endsWith(".driver")) {
                merges.add(name);
            }
        }
        return new Drivers(filters, merges);
    }

    /** {@return the settings that switch them off: an empty filter passes bytes through, a failing merge conflicts} */
    List<Map.Entry<String, String>> switchedOff() {
        List<Map.Entry<String, String>> settings = new ArrayList<>();
        for (String name : filters) {
            settings.add(Map.entry("filter." + name + ".clean", ""));
            settings.add(Map.entry("filter." + name + ".smudge", ""));
            settings.add(Map.entry("filter." + name + ".process", ""));
            settings.add(Map.entry("filter." + name + ".required", "false"));
        }
        for (String name : merges) {
            settings.add(Map.entry("merge." + name + ".driver", "false"));
        }
        return settings;
    }
}
