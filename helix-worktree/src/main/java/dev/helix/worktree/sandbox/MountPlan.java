/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import dev.helix.worktree.sandbox.Mount.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A pure function that orders mounts so that the deepest path wins, and leaves out what would hide something already
 * invisible. Pure.
 *
 * <p>Parents come first, because a mount covers everything mounted below it earlier.
 */
final class MountPlan {
    private static final Comparator<Path> PARENTS_FIRST =
            Comparator.<Path>comparingInt(Path::getNameCount).thenComparing(Comparator.naturalOrder());

    private MountPlan() {}

    /** {@return the mounts in the order in which they are to be made} */
    static List<Mount> of(Collection<Mount> wanted) {
        Map<Path, Mount> byPath = new TreeMap<>(PARENTS_FIRST);
        wanted.forEach(mount -> byPath.merge(mount.path(), mount, MountPlan::stronger));
        List<Mount> ordered = new ArrayList<>();
        for (Mount mount : byPath.values()) {
            if (mount.view() != View.HIDDEN || hostIsVisible(ordered, mount.path())) {
                ordered.add(mount);
            }
        }
        return ordered;
    }

    private static Mount stronger(Mount one, Mount other) {
        return one.view().compareTo(other.view()) >= 0 ? one : other;
    }

    /** The root is empty: what no mount covers is not there. */
    private static boolean hostIsVisible(List<Mount> ordered, Path path) {
        Optional<Mount> deepest = ordered.stream()
                .filter(mount -> path.startsWith(mount.path()))
                .max(Comparator.comparingInt(mount -> mount.path().getNameCount()));
        return deepest.map(Mount::showsHost).orElse(false);
    }
}
