/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.nio.file.Path;

/**
 * A mount: how one path looks inside the sandbox. Immutable.
 *
 * @param path the same outside and inside
 * @param view how it looks
 */
record Mount(Path path, View view) {
    /** Ordered: at the same path the later one wins. */
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

    /** {@return whether the host's content is seen there} */
    boolean showsHost() {
        return view == View.WRITABLE || view == View.READ_ONLY;
    }
}
