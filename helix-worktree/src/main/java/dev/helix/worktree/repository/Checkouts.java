/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.worktree.git.GitCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A reader of the list of a repository's checkouts that belong to people. */
public final class Checkouts {
    private static final String BRANCH = "branch ";
    private static final String WORKTREE = "worktree ";

    private Checkouts() {}

    /**
     * One checkout of a repository. Immutable.
     *
     * @param root its top directory
     * @param gitDir its own git directory, the one with its {@code HEAD} and index
     * @param branch full name of the branch checked out; empty when detached, for example during a rebase
     */
    public record Checkout(Path root, Path gitDir, Optional<String> branch) {}

    /**
     * Lists the checkouts, leaving out those made by the library, to which an agent may have written.
     *
     * @param commonDir the common git directory
     * @param agents folders below which agents' checkouts lie
     * @return the main checkout first, unless the repository is bare
     */
    public static List<Checkout> list(Path commonDir, GitCall call, List<Path> agents) throws InterruptedException {
        List<Checkout> checkouts = new ArrayList<>();
        List<String> block = new ArrayList<>();
        boolean main = true;
        for (String field : call.run("worktree", "list", "--porcelain", "-z")
                .require("list the worktrees")
                .fields()) {
            if (!field.isEmpty()) {
                block.add(field);
                continue;
            }
            // Git lists the main checkout first, even when the repository is bare and has none.
            read(commonDir, block, main)
                    .filter(found -> agents.stream().noneMatch(found.root()::startsWith))
                    .ifPresent(checkouts::add);
            block.clear();
            main = false;
        }
        return checkouts;
    }

    private static Optional<Checkout> read(Path commonDir, List<String> block, boolean main) {
        if (block.isEmpty() || block.contains("bare")) {
            return Optional.empty();
        }
        Path root = Path.of(block.get(0).substring(WORKTREE.length()));
        Optional<String> branch = block.stream()
                .filter(line -> line.startsWith(BRANCH))
                .map(line -> line.substring(BRANCH.length()))
                .findFirst();
        Optional<Path> directory = main ? Optional.of(commonDir) : registration(commonDir, root);
        return directory.map(gitDir -> new Checkout(root, gitDir, branch));
    }

    private static Optional<Path> registration(Path commonDir, Path root) {
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(commonDir.resolve("worktrees"))) {
            return all.filter(one -> root.equals(registeredRoot(one))).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path registeredRoot(Path registration) {
        try {
            String pointer = Files.readString(registration.resolve("gitdir")).strip();
            Path parent = registration.resolve(pointer).normalize().getParent();
            return parent == null ? registration : parent;
        } catch (IOException unreadable) {
            // A half-made registration names no checkout.
            return registration;
        }
    }
}
