/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.guard;

import dev.helix.api.workspace.PathOutsideWorkspaceException;
import dev.helix.api.workspace.WriteRefusedException;
import dev.helix.api.workspace.WriteRefusedException.Reason;
import dev.helix.core.workspace.FileNames;
import dev.helix.core.workspace.RelativePath;
import org.jspecify.annotations.Nullable;

/** Utility methods that judge, from its text alone, whether a path may be written. Pure. */
final class WritePath {
    private WritePath() {}

    /**
     * Reads a path that is to be written.
     *
     * @throws PathOutsideWorkspaceException if it is absolute, climbs or holds a NUL character
     * @throws WriteRefusedException if it names the root, a repository's own files, or something that is no plain file
     *     everywhere
     */
    static RelativePath parse(String path) {
        RelativePath parsed = RelativePath.parse(path);
        if (parsed.isRoot()) {
            throw refused(Reason.NOT_WRITABLE, path, "names the workspace root; name a file in it");
        }
        if (path.endsWith("/")) {
            throw refused(Reason.NOT_WRITABLE, path, "names a directory; directories come into being with their files");
        }
        parsed.components().forEach(name -> judge(path, name));
        return parsed;
    }

    private static void judge(String path, String name) {
        if (FileNames.isGit(name)) {
            throw refused(
                    Reason.PROTECTED_PATH,
                    path,
                    "holds \"" + name + "\", which is git's own on some file system; use the git tools instead");
        }
        FileNames.notPortable(name).ifPresent(why -> {
            throw refused(Reason.NOT_WRITABLE, path, "holds \"" + name + "\", which " + why + "; choose another name");
        });
    }

    private static WriteRefusedException refused(Reason reason, String path, String why) {
        return new WriteRefusedException(reason, "\"" + path + "\" " + why);
    }

    /** Reports that a path of good form cannot be written where it leads. */
    static WriteRefusedException refused(RelativePath path, String why, @Nullable Throwable cause) {
        return new WriteRefusedException(Reason.NOT_WRITABLE, "\"" + path + "\" " + why, cause);
    }
}
