/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixHome;
import dev.helix.api.worktree.Approval;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Watches from outside what a JVM does that takes a delivery from the first write to the base branch. */
@DisabledOnOs(OS.WINDOWS)
class InProcessReadsTest {
    /** What makes JGit start programs, write below the home directory or share state across a JVM. */
    private static final List<String> SHARED_STATE = List.of(
            "org.eclipse.jgit.util.FS",
            "org.eclipse.jgit.internal.util.ShutdownHook",
            "org.eclipse.jgit.internal.storage.file.",
            "org.eclipse.jgit.lib.Repository");

    @TempDir
    Path temporary;

    @Test
    void jgitStartsNoProgramWritesNothingAtHomeAndSharesNothingAcrossTheJvm() throws Exception {
        UserRepository repository = UserRepository.in(temporary.toRealPath().resolve("r"));
        Path home = Files.createDirectory(temporary.resolve("home"));
        Path started = temporary.resolve("started");
        Path spies = spyOnGit(started);
        Path classes = temporary.resolve("classes.log");

        int status = run(repository, home, spies, classes);

        assertThat(status).as(Files.readString(temporary.resolve("output"))).isZero();
        assertThat(repository.read("c.txt")).isEqualTo("c\n");
        assertThat(started).doesNotExist();
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).isEmpty();
        }
        assertThat(Files.readAllLines(classes).stream()
                        .filter(line -> SHARED_STATE.stream().anyMatch(line::contains)))
                .isEmpty();
        assertThat(Files.readString(classes)).contains("org.eclipse.jgit.revwalk.RevWalk");
    }

    private Path spyOnGit(Path started) throws IOException {
        Path spies = Files.createDirectory(temporary.resolve("spies"));
        Path spy = Files.writeString(spies.resolve("git"), "#!/bin/sh\necho \"$@\" >> '" + started + "'\n");
        assertThat(spy.toFile().setExecutable(true)).isTrue();
        return spies;
    }

    private int run(UserRepository repository, Path home, Path spies, Path classes) throws Exception {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-Xlog:class+load:file=" + classes,
                "-cp",
                ChildJvm.classPath(),
                Delivery.class.getName(),
                realGit().toString(),
                temporary.toRealPath().resolve("helix").toString(),
                repository.root().toString());
        java.environment().clear();
        java.environment().put("PATH", spies + ":" + System.getenv("PATH"));
        java.environment().put("HOME", home.toString());
        Process process = java.redirectErrorStream(true)
                .redirectOutput(temporary.resolve("output").toFile())
                .start();
        return process.waitFor();
    }

    private static Path realGit() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "git"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    /** What the other JVM runs. */
    static final class Delivery {
        public static void main(String... arguments) throws Exception {
            Path root = Path.of(arguments[2]);
            try (WorktreeService service = GitWorktrees.builder()
                    .commands(CommandIsolation.REFUSED)
                    .git(Path.of(arguments[0]))
                    .build()
                    .open(HelixHome.at(Path.of(arguments[1])), InstantSource.system())) {
                WorktreeBinding binding = service.bind(BindRequest.of(DeliveryDriver.SESSION, root, "t"));
                binding.workspace().write("c.txt", "c\n".getBytes(StandardCharsets.UTF_8));
                binding.commit("work");
                ReviewSubject subject = binding.review();
                check(subject.diff().contains("+c"));
                check(binding.facts().files(subject.tree()).read("c.txt", 10).length == 2);
                check(binding.facts().files(subject.baseTree()).stat("c.txt").isEmpty());
                check(binding.facts().files(subject.tree()).walk("", 100).size() == 4);
                binding.approve(subject.tree(), new Approval(List.of("me"), Instant.EPOCH));
                MergeOutcome outcome =
                        binding.merge(MergeRequest.builder("Add c").build());
                check(outcome instanceof MergeOutcome.Merged);
                check(binding.facts().onBaseBranch(((MergeOutcome.Merged) outcome).commit()));
                check(binding.facts().checkoutStatus().isEmpty());
            }
        }

        private static void check(boolean holds) {
            if (!holds) {
                throw new IllegalStateException("the delivery went wrong");
            }
        }
    }
}
