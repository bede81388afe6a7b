/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.worktree.git.GitCall;
import dev.helix.worktree.git.GitResult;
import dev.helix.worktree.repository.GitRepository;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A linked checkout the library made: its directory, its registration, and what its {@code .git} file said at first.
 *
 * <p>Git is never asked about it by way of that file, which leads to wherever its bytes say. Thread-safe.
 */
public final class Checkout {
    private final Path root;
    private final Path registration;
    private final byte[] pointer;

    private Checkout(Path root, Path registration, byte[] pointer) {
        this.root = root;
        this.registration = registration;
        this.pointer = pointer;
    }

    /**
     * Makes a checkout and locks it, so that nobody's {@code git worktree prune} takes it away.
     *
     * @param repository the repository, whose lock the caller holds
     * @param root where to make it; must not exist
     * @param commit what to check out
     * @param branch short name of a new branch; empty for a detached checkout
     * @throws WorktreeStateException if git could not make it; what was begun is undone
     * @throws InterruptedException if the calling thread was interrupted; what was begun is undone
     */
    public static Checkout add(GitRepository repository, Path root, CommitId commit, Optional<String> branch)
            throws InterruptedException {
        List<String> line = new ArrayList<>(List.of("worktree", "add", "-q", "--lock", "--reason", "in use by Helix"));
        line.addAll(branch.map(name -> List.of("--no-track", "-b", name)).orElse(List.of("--detach")));
        line.add(root.toString());
        line.add(commit.value());
        GitCall call = repository.call();
        boolean done = false;
        try {
            GitResult result = call.run(line.toArray(String[]::new));
            result.require("make the worktree " + root);
            Checkout checkout = registered(repository, root);
            done = true;
            return checkout;
        } finally {
            if (!done) {
                undo(repository, root);
            }
        }
    }

    private static Checkout registered(GitRepository repository, Path root) {
        try {
            byte[] pointer = Files.readAllBytes(root.resolve(".git"));
            String text = new String(pointer, UTF_8);
            Path registration = root.resolve(text.substring("gitdir: ".length(), text.length() - 1))
                    .toRealPath();
            if (!repository.facts().commonDir().resolve("worktrees").equals(registration.getParent())) {
                throw new WorktreeStateException(
                        "git registered the worktree " + root + " at " + registration + ", outside "
                                + repository.facts().commonDir() + "; look at 'git worktree list'",
                        null);
            }
            return new Checkout(root, registration, pointer);
        } catch (IOException e) {
            throw new WorktreeStateException(
                    "the worktree " + root + " cannot be read back: " + e.getMessage() + "; check the disk", e);
        }
    }

    // A registration that is still locked as "initializing" survives pruning, so it is looked up and removed by hand.
    private static void undo(GitRepository repository, Path root) {
        try {
            Deletion.of(root);
            Path registrations = repository.facts().commonDir().resolve("worktrees");
            if (!Files.isDirectory(registrations)) {
                return;
            }
            List<Path> all;
            try (Stream<Path> listed = Files.list(registrations)) {
                all = listed.toList();
            }
            for (Path one : all) {
                Path target = one.resolve("gitdir");
                if (Files.exists(target)
                        && Files.readString(target)
                                .strip()
                                .equals(root.resolve(".git").toString())) {
                    Deletion.of(one);
                }
            }
            Files.deleteIfExists(registrations);
        } catch (IOException left) {
            // Reported by the failure that led here; an empty registration disturbs nobody and git prunes it.
        }
    }

    /** {@return the directory, real path} */
    public Path root() {
        return root;
    }

    Path registration() {
        return registration;
    }

    /** {@return whether directory or registration is still there; false after {@link #remove}} */
    public boolean exists() {
        return Files.exists(root, LinkOption.NOFOLLOW_LINKS) || Files.exists(registration, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Refuses to go on when somebody changed the {@code .git} file, which would lead agents' git elsewhere.
     *
     * @throws WorktreeStateException if its bytes are not those of the beginning
     */
    public void requireIntact() {
        Path file = root.resolve(".git");
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Arrays.equals(Files.readAllBytes(file), pointer)) {
                return;
            }
        } catch (IOException unreadable) {
            // Reported below, like any other content.
        }
        throw new WorktreeStateException(
                file + " was replaced or changed since the worktree was made; put a file with the line 'gitdir: "
                        + registration + "' back, or abandon the binding",
                null);
    }

    /** {@return whether its directory is still there, whatever became of its registration; true for a directory} */
    public boolean hasFiles() {
        return Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Moves the directory elsewhere, with all it holds but the {@code .git} at its top; {@link #remove} then takes the
     * registration.
     *
     * @param target where to, on the same file system; must not exist
     * @throws IOException if it cannot be moved; it is then still where it was
     */
    public void moveFiles(Path target) throws IOException {
        Deletion.openUp(root);
        Files.move(root, target, StandardCopyOption.ATOMIC_MOVE);
        Deletion.of(target.resolve(".git"));
    }

    /**
     * Removes directory and registration; the caller holds the repository's lock.
     *
     * @throws IOException if something cannot be deleted; the registration is then still there
     */
    public void remove() throws IOException {
        Deletion.of(root);
        Deletion.of(registration);
        removeIfEmpty(registration.getParent());
    }

    // Git itself removes the folder of registrations with the last of them.
    private static void removeIfEmpty(@Nullable Path folder) throws IOException {
        if (folder == null) {
            return;
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException othersRemain) {
            // Other worktrees of this repository.
        }
    }
}
