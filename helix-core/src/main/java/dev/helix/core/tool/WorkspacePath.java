/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import org.jspecify.annotations.Nullable;

/** Utility methods that translate between paths as models write them and paths as a workspace takes them. */
final class WorkspacePath {
    private WorkspacePath() {}

    /**
     * Strips leading {@code ./} and a trailing slash; everything else is the workspace's to judge.
     *
     * @param path as the model wrote it; null, empty and {@code .} stand for the root
     * @return the path, empty for the root
     */
    static String of(@Nullable String path) {
        if (path == null) {
            return "";
        }
        String clean = path;
        while (clean.startsWith("./")) {
            clean = clean.substring(2);
        }
        if (clean.length() > 1 && clean.endsWith("/")) {
            clean = clean.substring(0, clean.length() - 1);
        }
        return clean.equals(".") ? "" : clean;
    }

    /** Shows a path to the model, the root as a dot. */
    static String shown(String path) {
        return path.isEmpty() ? "." : path;
    }
}
