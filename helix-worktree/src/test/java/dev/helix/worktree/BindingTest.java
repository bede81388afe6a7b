/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.SessionId;
import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.Isolation;
import dev.helix.api.workspace.WriteRefusedException;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.NothingToCommitException;
import dev.helix.api.worktree.RepositoryUnsuitableException;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeStateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BindingTest {
    @TempDir
    Path temporary;

    @Test
    void workThatHasEndedTakesNoWritesAndRunsNothing() throws Exception {
        try (DeliveryDriver ended = DeliveryDriver.unsandboxed(temporary.resolve("ended"))) {
            WorktreeBinding binding = DeliveryDriver.write(ended.bind(), "c.txt", "c\n");
            binding.abandon();

            assertThatThrownBy(() -> binding.workspace().write("d.txt", new byte[] {2}))
                    .isInstanceOfSatisfying(
                            WriteRefusedException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(WriteRefusedException.Reason.NO_BINDING));
            assertThatThrownBy(() -> binding.workspace().replace("a.txt", new byte[] {1}, new byte[] {2}))
                    .isInstanceOf(WriteRefusedException.class);
            assertThatThrownBy(() -> DeliveryDriver.sh(binding, "touch e"))
                    .isInstanceOf(CommandRefusedException.class)
                    .hasMessageContaining("merged or abandoned");
            assertThat(binding.info().worktree()).doesNotExist();
        }
    }

    @Test
    void bindingMakesALockedWorktreeOnItsOwnBranchAndLeavesTheCheckoutAlone() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.bind();

            assertThat(binding.info().branch()).matches("aiagent/abc234/add-the-feature-[0-9a-f]{8}");
            assertThat(binding.info().worktree().getParent()).isEqualTo(driver.home.worktrees(DeliveryDriver.SESSION));
            assertThat(driver.repository.git("worktree", "list", "--porcelain"))
                    .contains("branch refs/heads/" + binding.info().branch() + "\nlocked in use by Helix");
            assertThat(driver.repository.status()).isEmpty();
            assertThat(driver.repository.git("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
            assertThat(UserRepository.at(binding.info().worktree()).status()).isEmpty();
        }
    }

    @Test
    void foldersOfTheHomeAreClosedToOtherUsers() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.bind();

            for (Path folder = binding.info().worktree().getParent();
                    folder.startsWith(driver.home.root());
                    folder = folder.getParent()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                        .as(folder.toString())
                        .isEqualTo("rwx------");
            }
        }
    }

    @Test
    void secondBindOfTheSameSessionReturnsTheOpenBinding() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding first = driver.bind();

            assertThat(driver.service.bind(BindRequest.of(
                            DeliveryDriver.SESSION, driver.repository.root.resolve("dir"), "something else")))
                    .isSameAs(first);
            assertThat(driver.service.bindings(DeliveryDriver.SESSION)).containsExactly(first);

            first.abandon();
            assertThat(driver.bind()).isNotSameAs(first);
        }
    }

    @Test
    void sessionsAskingTwiceAtOnceGetOneBinding() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            Set<WorktreeBinding> bindings = ConcurrentHashMap.newKeySet();

            Concurrently.run(4, i -> bindings.add(driver.bind()));

            assertThat(bindings).hasSize(1);
            assertThat(driver.repository.git("worktree", "list").lines()).hasSize(2);
        }
    }

    @Test
    void manySessionsBindAtOnce() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            Concurrently.run(6, i -> driver.bind(new SessionId("s" + (char) ('a' + i))));

            assertThat(driver.repository.git("worktree", "list").lines()).hasSize(7);
            assertThat(driver.repository.git("branch", "--list", "aiagent/*").lines())
                    .hasSize(6);
        }
    }

    @Test
    void repositoriesOfTheSameNameHaveFoldersOfTheirOwn() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            UserRepository twin = UserRepository.in(temporary.toRealPath().resolve("elsewhere/projects/api"));

            WorktreeBinding one = driver.bind();
            WorktreeBinding other = driver.service.bind(BindRequest.of(DeliveryDriver.SESSION, twin.root, "t"));

            assertThat(one.info().worktree()).isNotEqualTo(other.info().worktree());
            assertThat(one.info().worktree().getFileName().toString()).startsWith("projects-api-");
            assertThat(other.info().worktree().getFileName().toString()).startsWith("projects-api-");
            assertThat(driver.service.bindings(DeliveryDriver.SESSION)).containsExactly(one, other);
        }
    }

    @Test
    void branchInTheWayOfTheBranchNameIsNamed() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            driver.repository.git("branch", "aiagent");

            assertThatThrownBy(driver::bind)
                    .isInstanceOf(RepositoryUnsuitableException.class)
                    .hasMessageContaining("git branch -m aiagent");

            driver.repository.git("branch", "-m", "aiagent", "aiagent/abc234");
            assertThatThrownBy(driver::bind)
                    .isInstanceOf(WorktreeStateException.class)
                    .hasMessageContaining("git branch -m aiagent/abc234");
            assertThat(driver.home.root().resolve("worktree/abc234").toFile().list())
                    .isNullOrEmpty();
        }
    }

    @Test
    void interruptedBindLeavesNothing() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            for (int i = 0; i < 2_000; i++) {
                driver.repository.write("big/f" + i, "x".repeat(50) + i);
            }
            driver.repository.commitAll("big");
            for (int round = 0; round < Loops.of(6); round++) {
                int delay = round * 15;
                Thread thread = new Thread(() -> {
                    try {
                        driver.bind().abandon();
                    } catch (InterruptedException | WorktreeStateException expected) {
                        // Either is right, depending on where the interruption hit.
                    }
                });
                thread.start();
                thread.join(Duration.ofMillis(delay + 1L).toMillis());
                thread.interrupt();
                thread.join();

                driver.repository.assertTidy();
                assertThat(driver.home
                                .root()
                                .resolve("worktree/abc234")
                                .toFile()
                                .list())
                        .isNullOrEmpty();
                assertThat(driver.home
                                .root()
                                .resolve("quarantine/abc234")
                                .toFile()
                                .list())
                        .isNullOrEmpty();
                assertThat(driver.service.bindings(DeliveryDriver.SESSION)).isEmpty();
            }
        }
    }

    @Test
    void nothingIsWrittenOnceTheBindingEnded() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.unsandboxed(temporary)) {
            WorktreeBinding binding = driver.bind();
            binding.abandon();

            assertThatThrownBy(() -> binding.workspace().write("c.txt", "c".getBytes(UTF_8)))
                    .isInstanceOf(WriteRefusedException.class);
            assertThatThrownBy(() -> DeliveryDriver.sh(binding, "true")).isInstanceOf(CommandRefusedException.class);
            assertThatThrownBy(() -> binding.commit("late")).isInstanceOf(WorktreeStateException.class);
            assertThatThrownBy(binding::review).isInstanceOf(WorktreeStateException.class);
            assertThatThrownBy(() -> DeliveryDriver.merge(binding)).isInstanceOf(WorktreeStateException.class);
            assertThat(binding.info().worktree()).doesNotExist();
        }
    }

    @Test
    void emptyCommitsAndBlankMessagesAreRefused() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.bind();

            assertThatThrownBy(() -> binding.commit("nothing")).isInstanceOf(NothingToCommitException.class);
            DeliveryDriver.write(binding, "x.secret", "ignored");
            assertThatThrownBy(() -> binding.commit("ignored only")).isInstanceOf(NothingToCommitException.class);
            assertThatThrownBy(() -> binding.commit(" \n")).isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void refusedCommandsLeaveTheFileToolsAtWork() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.bind();

            assertThat(binding.workspace().isolation()).isEqualTo(Isolation.NO_COMMANDS);
            assertThatThrownBy(() -> binding.workspace().run(Command.of(Duration.ofSeconds(1), "true"), piece -> {}))
                    .isInstanceOf(CommandRefusedException.class);
            DeliveryDriver.write(binding, "c.txt", "c").commit("still works");
        }
    }

    @Test
    void subAgentsWriteWhileTheExecutionAgentCommits() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.bind();
            int rounds = 15;

            Concurrently.run(4, agent -> {
                for (int i = 0; i < rounds; i++) {
                    if (agent > 0) {
                        DeliveryDriver.write(binding, "agent" + agent + "/f" + i, "content");
                    } else {
                        commitIfAny(binding);
                    }
                }
            });
            commitIfAny(binding);

            assertThat(binding.facts().changes()).hasSize(3 * rounds);
            assertThat(binding.facts().uncommitted()).isEmpty();
        }
    }

    private static void commitIfAny(WorktreeBinding binding) throws InterruptedException {
        try {
            binding.commit("so far");
        } catch (NothingToCommitException nothingYet) {
            // The others have not written since.
        }
    }
}
