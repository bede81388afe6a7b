/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent that lays traps for the git of the host. Every trap would create the canary file if it were sprung outside
 * the sandbox, and most are tried both with the sandbox and, the host having chosen so, without one.
 */
class HostileTest {
    @TempDir
    Path temporary;

    private Path canary;
    private Path trap;

    @BeforeEach
    void setTrap() throws IOException {
        canary = temporary.toRealPath().resolve("canary");
        trap = Files.writeString(
                temporary.toRealPath().resolve("trap.sh"), "#!/bin/sh\ntouch '" + canary + "'\nexec cat\n");
        assertThat(trap.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void replacedGitFileIsNoticedAndNeverFollowed() throws Exception {
        for (Callable<DeliveryDriver> kind : kinds()) {
            try (DeliveryDriver driver = kind.call()) {
                WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");
                Path pointer = binding.info().worktree().resolve(".git");
                Path fake = fakeGitDirectory(binding);
                Files.writeString(pointer, "gitdir: " + fake + "\n");

                assertThat(binding.facts().uncommitted()).isNotEmpty();
                assertThatThrownBy(() -> binding.commit("follow me"))
                        .isInstanceOf(WorktreeStateException.class)
                        .hasMessageContaining(".git was replaced");
                binding.abandon();

                assertThat(canary).doesNotExist();
                driver.repository.assertTidy();
            }
        }
    }

    @Test
    void gitFileTurnedIntoARepositoryIsNoticedToo() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.unsandboxed(temporary.resolve("u"))) {
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");
            DeliveryDriver.sh(
                    binding,
                    "rm .git && git init -q . && git config core.fsmonitor '" + trap
                            + "' && mkdir -p .git/hooks && cp '" + trap + "' .git/hooks/pre-commit");

            assertThatThrownBy(() -> binding.commit("follow me")).isInstanceOf(WorktreeStateException.class);
            binding.abandon();

            assertThat(canary).doesNotExist();
            driver.repository.assertTidy();
        }
    }

    @Test
    void nestedRepositoryIsRefusedByName() throws Exception {
        for (Callable<DeliveryDriver> kind : kinds()) {
            try (DeliveryDriver driver = kind.call()) {
                WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");
                assertThat(DeliveryDriver.sh(
                                        binding,
                                        "mkdir -p lib/nested && cd lib/nested && git init -q && echo x > x && git add x && "
                                                + "git -c user.name=n -c user.email=e commit -q -m x && git config"
                                                + " core.fsmonitor '" + trap + "' && git config filter.f.clean '" + trap
                                                + "' && echo '* filter=f' > .gitattributes")
                                .output())
                        .isEmpty();

                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> binding.commit("nested"))
                            .isInstanceOf(WorktreeStateException.class)
                            .hasMessageContaining("lib/nested");
                }
                assertThatThrownBy(binding::review).isInstanceOf(WorktreeStateException.class);
                assertThat(canary).doesNotExist();

                DeliveryDriver.sh(binding, "rm -rf lib/nested/.git");
                DeliveryDriver.review(binding);
                assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);
                assertThat(canary).doesNotExist();
                driver.repository.assertTidy();
            }
        }
    }

    @Test
    void emptyNestedRepositoryIsRefusedByName() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(temporary.resolve("s"))) {
            WorktreeBinding binding = driver.bind();
            DeliveryDriver.sh(binding, "git init -q fresh");

            assertThatThrownBy(() -> binding.commit("nested"))
                    .isInstanceOf(WorktreeStateException.class)
                    .hasMessageContaining("fresh");
        }
    }

    @Test
    void attributesCannotWakeConfiguredDrivers() throws Exception {
        for (Callable<DeliveryDriver> kind : kinds()) {
            try (DeliveryDriver driver = kind.call()) {
                driver.repository.git("config", "filter.evil.clean", trap.toString());
                driver.repository.git("config", "filter.evil.smudge", trap.toString());
                driver.repository.git("config", "filter.evil.required", "true");
                driver.repository.git("config", "filter.other.process", trap.toString());
                driver.repository.git("config", "merge.evil.driver", trap.toString());
                driver.repository.git("config", "diff.evil.textconv", trap.toString());
                WorktreeBinding binding = driver.bind();
                DeliveryDriver.write(
                        binding, ".gitattributes", "*.txt filter=evil merge=evil diff=evil\n*.md filter=other\n");
                DeliveryDriver.write(binding, "c.md", "c\n");
                DeliveryDriver.write(binding, "a.txt", "one\ntwo\nTHREE\n");
                DeliveryDriver.review(binding);
                driver.repository.write("a.txt", "ONE\ntwo\nthree\n");
                driver.repository.commitAll("meanwhile");

                MergeOutcome outcome = DeliveryDriver.merge(binding, DeliveryDriver.check("look", candidate -> {
                    candidate.workspace();
                    return CheckResult.passed("look", candidate.tree(), "");
                }));

                assertThat(outcome).isInstanceOf(MergeOutcome.Merged.class);
                assertThat(driver.repository.read("a.txt")).isEqualTo("ONE\ntwo\nTHREE\n");
                assertThat(canary).doesNotExist();
            }
        }
    }

    @Test
    void hooksAndMonitorsOfTheUserDoNotRunInTheLibrarysGit() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary.resolve("r"))) {
            for (String hook : new String[] {
                "pre-commit", "post-checkout", "post-merge", "reference-transaction", "post-index-change", "commit-msg"
            }) {
                Files.copy(trap, driver.repository.root.resolve(".git/hooks").resolve(hook));
            }
            driver.repository.git("config", "core.fsmonitor", trap.toString());
            Files.deleteIfExists(canary);

            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");

            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);
            assertThat(canary).doesNotExist();
        }
    }

    @Test
    void agentCannotReachGitDirectoriesFromTheSandbox() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(temporary.resolve("s"))) {
            WorktreeBinding binding = driver.bind();
            Path git = driver.repository.root.resolve(".git");
            String registration = Files.readString(binding.info().worktree().resolve(".git"))
                    .substring(8)
                    .strip();

            for (String attempt : new String[] {
                "ln -sf '" + canary + "' '" + registration + "/COMMIT_EDITMSG'",
                "ln -sf '" + canary + "' '" + registration + "/index'",
                "echo x > '" + git + "/config'",
                "git config core.fsmonitor '" + trap + "'",
                "git update-ref refs/heads/main HEAD",
                "git commit -q --allow-empty -m x",
                "rm -rf '" + git + "/objects'",
                "rm .git",
                "echo x > '" + driver.repository.root + "/a.txt'"
            }) {
                assertThat(DeliveryDriver.sh(binding, attempt).exitCode())
                        .as(attempt)
                        .isNotZero();
            }

            DeliveryDriver.review(DeliveryDriver.write(binding, "c.txt", "c\n"));
            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);
            assertThat(canary).doesNotExist();
            driver.repository.assertTidy();
        }
    }

    @Test
    void strangeFilesInTheWorktreeAreCommittedOrNamed() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(temporary.resolve("s"))) {
            WorktreeBinding binding = driver.bind();
            DeliveryDriver.sh(
                    binding,
                    "mkfifo pipe; ln -s /etc/passwd link; printf x > -dash; printf x > ':(top)'; printf x >"
                            + " \"$(printf 'line\\nfeed')\"; mkdir locked; printf x > locked/f; chmod 500 locked");

            DeliveryDriver.review(binding);
            assertThat(binding.facts().changes())
                    .extracting(change -> change.path())
                    .containsExactly("-dash", ":(top)", "line\nfeed", "link", "locked/f");
            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);

            assertThat(driver.repository.root.resolve("link")).isSymbolicLink();
            assertThat(binding.info().worktree()).doesNotExist();
            driver.repository.assertTidy();
        }
    }

    @Test
    void aPipeInPlaceOfAFileThatGitReadsNeitherHangsACommitNorTheEnd() throws Exception {
        for (String file : new String[] {".gitignore", ".gitattributes", "dir/.gitignore", ".gitmodules", ".mailmap"}) {
            try (DeliveryDriver driver = DeliveryDriver.sandboxed(temporary.resolve(file))) {
                WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");
                DeliveryDriver.sh(binding, "rm -f " + file + "; mkfifo " + file);

                try {
                    binding.commit("over the pipe");
                } catch (WorktreeStateException named) {
                    assertThat(named).hasMessageContaining(file);
                }
                SavedRef saved = binding.abandon();
                assertThat(saved.ref().isPresent()
                                || saved.problems().toString().contains("could not commit"))
                        .as(saved.toString())
                        .isTrue();
                driver.repository.assertTidy();
            }
        }
    }

    private Iterable<Callable<DeliveryDriver>> kinds() {
        return java.util.List.of(
                () -> DeliveryDriver.sandboxed(temporary.resolve("sandboxed")),
                () -> DeliveryDriver.unsandboxed(temporary.resolve("unsandboxed")));
    }

    private Path fakeGitDirectory(WorktreeBinding binding) throws IOException {
        UserRepository fake = UserRepository.empty(binding.info().worktree().resolve("fake"));
        fake.git("config", "core.fsmonitor", trap.toString());
        fake.git("config", "core.worktree", binding.info().worktree().toString());
        Files.copy(trap, fake.root.resolve(".git/hooks/pre-commit"));
        return Files.move(fake.root.resolve(".git"), fake.root.resolve("gitdir"));
    }
}
