/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real repository as a user has it, driven and judged by the git command line. */
public final class UserRepository {
    final Path root;

    private UserRepository(Path root) {
        this.root = root;
    }

    /** Makes a repository with a branch main and one commit of {@code a.txt} and {@code dir/b.txt}. */
    public static UserRepository in(Path root) {
        UserRepository repository = empty(root);
        repository.write("a.txt", "one\ntwo\nthree\n");
        repository.write("dir/b.txt", "b\n");
        repository.write(".gitignore", "*.secret\n/target/\n");
        repository.commitAll("first");
        return repository;
    }

    public Path root() {
        return root;
    }

    static UserRepository empty(Path root) {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        UserRepository repository = new UserRepository(root);
        repository.git("init", "-q", "-b", "main");
        repository.git("config", "user.name", "Ada");
        repository.git("config", "user.email", "ada@example.org");
        return repository;
    }

    static UserRepository at(Path root) {
        return new UserRepository(root);
    }

    public void write(String path, String content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String commitAll(String message) {
        git("add", "-A");
        git("commit", "-q", "-m", message);
        return git("rev-parse", "HEAD");
    }

    /** Runs git here, insists on success, and returns its output without the last line end. */
    public String git(String... arguments) {
        Ran ran = run(arguments);
        assertThat(ran.status).as("git %s: %s", List.of(arguments), ran.output).isZero();
        return ran.output;
    }

    /** How a git command ended. */
    record Ran(int status, String output) {}

    Ran run(String... arguments) {
        List<String> line = new ArrayList<>(List.of("git", "-C", root.toString()));
        line.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ran(
                    process.waitFor(), output.endsWith("\n") ? output.substring(0, output.length() - 1) : output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String status() {
        return git("status", "--porcelain", "--untracked-files=all");
    }

    /** Insists that nothing of a binding is left and that the repository is sound. */
    void assertTidy() {
        assertThat(status()).isEmpty();
        assertThat(git("worktree", "list", "--porcelain").lines().filter(line -> line.startsWith("HEAD ")))
                .hasSize(1);
        assertThat(git("branch", "--list", "aiagent/*")).isEmpty();
        assertThat(git("worktree", "prune", "-v", "-n")).isEmpty();
        assertThat(git("fsck", "--no-dangling", "--strict")).isEmpty();
        assertThat(root.resolve(".git/worktrees")).doesNotExist();
    }
}
