/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.checkout;

import dev.helix.api.HelixHome;
import dev.helix.api.SessionId;
import dev.helix.api.worktree.BindingId;
import dev.helix.api.worktree.WorktreeStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The layout of the folders the library keeps below its home. Immutable.
 *
 * <ul>
 *   <li>{@code worktree/{session}/{repo-key}}: the checkout agents work in
 *   <li>{@code quarantine/{session}/{repo-key}}: index and new objects of that checkout, until the host has verified them
 *   <li>{@code kept/{session}/}: files of abandoned worktrees that git could not commit
 *   <li>{@code pins}: second names of files, for the moment in which they are opened while a command runs
 *   <li>{@code candidate/{session}/}: fresh checkouts in which merge checks run
 * </ul>
 */
public record HomeLayout(Path home) {
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /**
     * Creates the home, closed to other users, and resolves it.
     *
     * @param home the home as the host named it
     * @throws WorktreeStateException if it cannot be created
     */
    public static HomeLayout in(HelixHome home) {
        ownFolder(home.root());
        try {
            return new HomeLayout(home.root().toRealPath());
        } catch (IOException e) {
            throw unusable(home.root(), e);
        }
    }

    /** {@return the folders below which agents' checkouts lie, real paths} */
    public List<Path> agentFolders() {
        return List.of(
                home.resolve("worktree"), home.resolve("candidate"), home.resolve("quarantine"), home.resolve("kept"));
    }

    /** Names the checkout of a session. */
    public Path worktree(SessionId session, String key) {
        return new HelixHome(home).worktrees(session).resolve(key);
    }

    /** Names the quarantine of a session's checkout. */
    public Path quarantine(SessionId session, String key) {
        return home.resolve("quarantine").resolve(session.value()).resolve(key);
    }

    /** Names the folder of a session's merge candidates. */
    public Path candidates(SessionId session) {
        return home.resolve("candidate").resolve(session.value());
    }

    /** {@return the folder of second names for files that are being opened, an absolute path} */
    public Path pins() {
        return home.resolve("pins");
    }

    /** Names the folder of files that a binding left and git could not commit. */
    public Path kept(SessionId session, BindingId binding) {
        return home.resolve("kept").resolve(session.value()).resolve(binding.value());
    }

    /** Removes folders up to, but not including, the home, as long as they are empty. */
    public void removeEmptyParents(Path removed) {
        Path folder = removed.getParent();
        while (folder != null && folder.startsWith(home) && !folder.equals(home)) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException notEmpty) {
                return;
            }
            folder = folder.getParent();
        }
    }

    /**
     * Creates a folder and its parents, each closed to other users; existing ones stay as they are, but for the last.
     *
     * @throws WorktreeStateException if it cannot be created
     */
    public static void ownFolder(Path folder) {
        try {
            Path missing = folder;
            while (missing.getParent() != null && !Files.exists(missing.getParent())) {
                missing = missing.getParent();
            }
            Files.createDirectories(folder);
            if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                return;
            }
            for (Path made = folder; made != null && made.startsWith(missing); made = made.getParent()) {
                Files.setPosixFilePermissions(made, OWNER_ONLY);
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static WorktreeStateException unusable(Path folder, IOException cause) {
        return new WorktreeStateException(
                "cannot create " + folder + ": " + cause.getMessage() + "; choose another Helix home", cause);
    }
}
