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
import java.nio.file.InvalidPathException;
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
    private static final String POINTER = "gitdir: ";
    /** Linux takes 4,096 bytes of path. */
    private static final int LONGEST_POINTER = 5_000;

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

    /**
     * Finds a checkout that an earlier process made.
     *
     * @param repository the repository
     * @param root where it was made
     * @param branch short name of its branch
     * @return the checkout
     * @throws WorktreeStateException if directory and registration are not there, or not what the library made
     */
    public static Checkout find(GitRepository repository, Path root, String branch) {
        try {
            if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)
                    || !root.toRealPath().equals(root)) {
                throw lost(root, branch, "is no directory any more");
            }
            Path registration = registrations(repository, root).stream()
                    .findFirst()
                    .orElseThrow(() -> lost(root, branch, "is not registered with git any more"));
            String head = Files.readString(registration.resolve("HEAD")).strip();
            if (!head.equals("ref: refs/heads/" + branch)) {
                throw lost(root, branch, "has something else checked out (" + head + ")");
            }
            return new Checkout(root, registration, pointer(root, registration));
        } catch (IOException e) {
            throw lost(root, branch, "cannot be read (" + e.getMessage() + ")");
        }
    }

    /** Reads the {@code .git} file of a checkout an agent has written to, which must lead to its registration. */
    private static byte[] pointer(Path root, Path registration) throws IOException {
        Path file = root.resolve(".git");
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LONGEST_POINTER) {
            byte[] pointer = Files.readAllBytes(file);
            String text = new String(pointer, UTF_8);
            if (text.startsWith(POINTER) && leads(root, text.substring(POINTER.length()), registration)) {
                return pointer;
            }
        }
        throw changed(file, registration);
    }

    /** Tells whether a line of a file names a path; what an agent or a power failure left may be anything. */
    private static boolean leads(Path from, String line, Path target) {
        try {
            return from.resolve(line.strip()).normalize().equals(target);
        } catch (InvalidPathException nonsense) {
            return false;
        }
    }

    private static WorktreeStateException lost(Path root, String branch, String what) {
        return new WorktreeStateException(
                "the worktree " + root + " " + what + "; what was committed is on branch " + branch
                        + ", merge or delete that by hand",
                null);
    }

    /** {@return a checkout whose work has landed, with whatever is left of it} */
    public static Checkout former(GitRepository repository, Path root) {
        try {
            List<Path> left = registrations(repository, root);
            return new Checkout(root, left.isEmpty() ? root : left.get(0), new byte[0]);
        } catch (IOException unreadable) {
            return new Checkout(root, root, new byte[0]);
        }
    }

    /** {@return where git has registered a checkout; usually one place or none} */
    private static List<Path> registrations(GitRepository repository, Path root) throws IOException {
        Path folder = repository.facts().commonDir().resolve("worktrees");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> all;
        try (Stream<Path> listed = Files.list(folder)) {
            all = listed.toList();
        }
        List<Path> found = new ArrayList<>();
        for (Path one : all) {
            Path target = one.resolve("gitdir");
            if (Files.isRegularFile(target) && leads(one, Files.readString(target), root.resolve(".git"))) {
                found.add(one);
            }
        }
        return found;
    }

    private static Checkout registered(GitRepository repository, Path root) {
        try {
            byte[] pointer = Files.readAllBytes(root.resolve(".git"));
            String text = new String(pointer, UTF_8);
            Path registration = root.resolve(text.substring(POINTER.length(), text.length() - 1))
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
            for (Path one : registrations(repository, root)) {
                Deletion.of(one);
            }
            Files.deleteIfExists(repository.facts().commonDir().resolve("worktrees"));
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
        throw changed(file, registration);
    }

    private static WorktreeStateException changed(Path file, Path registration) {
        return new WorktreeStateException(
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
