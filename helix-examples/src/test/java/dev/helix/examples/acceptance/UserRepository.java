/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real git repository with its checkout, used with the git program as a user does, without the user's settings. */
public final class UserRepository {
    private static final long LIMIT_SECONDS = 60;

    private final Path root;

    private UserRepository(Path root) {
        this.root = root;
    }

    /** Makes a repository on branch {@code main} that holds no commit yet. */
    public static UserRepository in(Path folder) throws IOException {
        UserRepository repository = new UserRepository(Files.createDirectories(folder));
        repository.git("init", "-q", "-b", "main");
        repository.git("config", "user.name", "Ada");
        repository.git("config", "user.email", "ada@example.org");
        return repository;
    }

    /** Uses a repository that is there, or will be. */
    static UserRepository at(Path root) {
        return new UserRepository(root);
    }

    public Path root() {
        return root;
    }

    public UserRepository write(String path, String content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String commitAll(String message) {
        git("add", "-A");
        git("commit", "-q", "-m", message);
        return head();
    }

    String head() {
        return git("rev-parse", "refs/heads/main");
    }

    /** {@return what a file holds on main} */
    String onMain(String path) {
        return git("show", "refs/heads/main:" + path);
    }

    /** {@return the paths main gained or lost since a commit} */
    List<String> changedSince(String commit) {
        String paths = git("diff", "--name-only", "-z", commit, "refs/heads/main");
        return paths.isEmpty() ? List.of() : List.of(paths.split("\0"));
    }

    /** Holds what is true after every delivery, whatever became of it. */
    void assertSound() {
        // Git only mentions links among its own files; it does not call them wrong.
        String[] fsck = {"-c", "fsck.gitattributesSymlink=ignore", "-c", "fsck.gitignoreSymlink=ignore", "fsck"};
        assertThat(git(concat(fsck, "--full", "--strict", "--no-dangling", "--no-progress")))
                .as("git fsck")
                .isEmpty();
        assertThat(git("status", "--porcelain")).as("git status").isEmpty();
    }

    /** Holds what is true after a delivery that ended for good: nothing of the agents' is left but the merge. */
    void assertNothingLeft() {
        assertSound();
        assertThat(git("for-each-ref", "--format=%(refname)", "refs/heads")).isEqualTo("refs/heads/main");
        assertThat(git("worktree", "list", "--porcelain").lines().filter(line -> line.startsWith("worktree ")))
                .hasSize(1);
    }

    /** Runs git in the checkout and returns what it said, without the final line end. */
    String git(String... arguments) {
        Result result = tryGit(arguments);
        assertThat(result.status())
                .as("git %s: %s", String.join(" ", arguments), result.output())
                .isZero();
        return result.output();
    }

    private static String[] concat(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    /** What git said, errors included, and how it ended. */
    record Result(int status, String output) {}

    Result tryGit(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("git", "-C", root.toString()));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Result(process.exitValue(), output.replaceFirst("\n$", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
