/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.nio.file.Path;

/**
 * One path as it looks inside the sandbox. Immutable.
 *
 * @param source the path on the host whose content shows; without meaning for empty views
 */
record Mount(Path source, Path path, View view) {
    /** A view of a path. Ordered: at the same path the later one wins. */
    enum View {
        /** An empty, writable directory that vanishes with the command. */
        PRIVATE,
        /** Looks empty and stays so. */
        HIDDEN,
        /** The host's, writable. */
        WRITABLE,
        /** The host's, read-only. */
        READ_ONLY
    }

    /** Describes a path that is the same outside and inside. */
    Mount(Path path, View view) {
        this(path, path, view);
    }

    /** {@return whether the host's content is seen there} */
    boolean showsHost() {
        return view == View.WRITABLE || view == View.READ_ONLY;
    }
}
