/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.BlockedReason;
import dev.helix.api.SessionId;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeStateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaceTest {
    @TempDir
    Path temporary;

    @Test
    void baseThatMovesDuringACheckIsMergedAndCheckedAgain() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            AtomicInteger runs = new AtomicInteger();

            MergeOutcome outcome = DeliveryDriver.merge(binding, DeliveryDriver.passing(() -> {
                if (runs.incrementAndGet() == 1) {
                    driver.repository.write("d.txt", "d\n");
                    driver.repository.commitAll("meanwhile");
                }
            }));

            assertThat(outcome).isInstanceOf(MergeOutcome.Merged.class);
            assertThat(runs).hasValue(2);
            assertThat(driver.repository
                            .git("log", "--first-parent", "--format=%s", "main")
                            .lines())
                    .containsExactly("Add the feature", "meanwhile", "first");
            driver.repository.assertTidy();
        }
    }

    @Test
    void objectsThatTheUserPrunesDuringACheckAreMadeAgain() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");

            AtomicInteger runs = new AtomicInteger();

            MergeOutcome outcome = DeliveryDriver.merge(binding, DeliveryDriver.passing(() -> {
                if (runs.incrementAndGet() == 1) {
                    driver.repository.git("gc", "-q", "--prune=now");
                }
            }));

            assertThat(outcome).isInstanceOf(MergeOutcome.Merged.class);
            assertThat(runs).hasValue(2);
            driver.repository.assertTidy();
        }
    }

    @Test
    void objectsThatTheUserPrunesDuringEveryCheckBlockTheMergeForARestlessRepository() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");

            MergeOutcome outcome = DeliveryDriver.merge(
                    binding, DeliveryDriver.passing(() -> driver.repository.git("gc", "-q", "--prune=now")));

            assertThat(outcome).isInstanceOfSatisfying(MergeOutcome.Blocked.class, blocked -> {
                assertThat(blocked.reason()).isEqualTo(BlockedReason.BASE_KEEPS_MOVING);
                assertThat(blocked.explanation()).contains("git pruned");
            });
            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);
            driver.repository.assertTidy();
        }
    }

    @Test
    void workThatIsAbandonedDuringItsCheckIsKeptAndDoesNotLand() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            List<SavedRef> saved = new ArrayList<>();

            assertThatThrownBy(() ->
                            DeliveryDriver.merge(binding, DeliveryDriver.passing(() -> saved.add(binding.abandon()))))
                    .isInstanceOf(WorktreeStateException.class);

            assertThat(driver.repository.git("show", saved.get(0).ref().orElseThrow() + ":c.txt"))
                    .isEqualTo("c");
            assertThat(driver.repository.git("log", "-1", "--format=%s", "main"))
                    .isEqualTo("first");
            driver.repository.assertTidy();
        }
    }

    @Test
    void baseBranchThatIsRenamedDuringACheckKeepsTheWorkWhereItIs() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");

            assertThatThrownBy(() -> DeliveryDriver.merge(
                            binding,
                            DeliveryDriver.passing(() -> driver.repository.git("branch", "-m", "main", "trunk"))))
                    .isInstanceOf(WorktreeStateException.class)
                    .hasMessageContaining("base branch main");

            driver.repository.git("branch", "-m", "trunk", "main");
            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);
            driver.repository.assertTidy();
        }
    }

    @Test
    void aRepositoryThatIsMovedAwayLeavesNothingBehindAtItsOldPlace() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            Path root = driver.repository.root;
            Path elsewhere = Files.move(root, root.resolveSibling("elsewhere"));

            SavedRef saved = binding.abandon();

            assertThat(binding.ended()).isTrue();
            assertThat(saved.problems()).isNotEmpty();
            assertThat(root).doesNotExist();
            assertThat(UserRepository.at(elsewhere).git("log", "-1", "--format=%s", "main"))
                    .isEqualTo("first");
        }
    }

    @Test
    void aCheckoutThatIsSwitchedDuringACheckIsLeftAloneWhileTheBaseBranchMoves() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");

            MergeOutcome outcome = DeliveryDriver.merge(binding, DeliveryDriver.passing(() -> {
                driver.repository.git("switch", "-q", "-c", "other");
                driver.repository.write("mine.txt", "half a thought\n");
            }));

            assertThat(outcome).isInstanceOf(MergeOutcome.Merged.class);
            assertThat(driver.repository.root.resolve("c.txt")).doesNotExist();
            assertThat(driver.repository.status()).isEqualTo("?? mine.txt");
            assertThat(driver.repository.git("show", "main:c.txt")).isEqualTo("c");
        }
    }

    @Test
    void baseThatAlwaysMovesEndsPending() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            AtomicInteger runs = new AtomicInteger();

            MergeOutcome outcome = DeliveryDriver.merge(binding, DeliveryDriver.passing(() -> {
                driver.repository.write("d.txt", "d" + runs.incrementAndGet());
                driver.repository.commitAll("meanwhile " + runs);
            }));

            assertThat(((MergeOutcome.Blocked) outcome).reason()).isEqualTo(BlockedReason.BASE_KEEPS_MOVING);
            assertThat(driver.repository.git("log", "-1", "--format=%s", "main"))
                    .isEqualTo("meanwhile " + runs);
            assertThat(driver.repository.status()).isEmpty();
            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);
            driver.repository.assertTidy();
        }
    }

    @Test
    void userWhoSwitchesBranchesDuringACheckKeepsTheirCheckout() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");

            MergeOutcome outcome = DeliveryDriver.merge(
                    binding, DeliveryDriver.passing(() -> driver.repository.git("switch", "-q", "-c", "feature")));

            assertThat(outcome).isInstanceOf(MergeOutcome.Merged.class);
            assertThat(driver.repository.root.resolve("c.txt")).doesNotExist();
            assertThat(driver.repository.git("show", "main:c.txt")).isEqualTo("c");
        }
    }

    @Test
    void sessionsThatLandAtOnceAllLandOneAfterTheOther() throws Exception {
        int sessions = 4;
        for (int round = 0; round < Loops.of(1); round++) {
            try (DeliveryDriver driver = DeliveryDriver.withoutCommands(
                    temporary.resolve("round" + round).toAbsolutePath())) {
                List<WorktreeBinding> bindings = new ArrayList<>();
                for (int i = 0; i < sessions; i++) {
                    WorktreeBinding binding = driver.bind(new SessionId("s" + (char) ('a' + i)));
                    bindings.add(DeliveryDriver.review(DeliveryDriver.write(binding, "f" + i, "content")));
                }
                CountDownLatch allChecked = new CountDownLatch(sessions);

                Concurrently.run(sessions, i -> {
                    AtomicBoolean first = new AtomicBoolean(true);
                    MergeOutcome outcome = DeliveryDriver.merge(bindings.get(i), DeliveryDriver.passing(() -> {
                        // All candidates are built on the same base, so that all but one lose the race.
                        if (first.getAndSet(false)) {
                            allChecked.countDown();
                            allChecked.await();
                        }
                    }));
                    assertThat(outcome).isInstanceOf(MergeOutcome.Merged.class);
                });

                assertThat(driver.repository
                                .git("rev-list", "--first-parent", "main")
                                .lines())
                        .hasSize(sessions + 1);
                driver.repository.assertTidy();
            }
        }
    }

    @Test
    void servicesOfTwoProcessesShareARepository() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary);
                DeliveryDriver other =
                        DeliveryDriver.sharing(driver, temporary.toRealPath().resolve("home2"))) {
            WorktreeBinding one = driver.reviewed("c.txt", "c\n");
            WorktreeBinding two = other.reviewed("d.txt", "d\n");
            List<WorktreeBinding> both = List.of(one, two);

            Concurrently.run(
                    2, i -> assertThat(DeliveryDriver.merge(both.get(i))).isInstanceOf(MergeOutcome.Merged.class));

            assertThat(driver.repository
                            .git("rev-list", "--first-parent", "main")
                            .lines())
                    .hasSize(3);
            driver.repository.assertTidy();
        }
    }

    @Test
    void checkoutOfTheUserIsCleanOutsideTheCheckoutPhase() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            ConcurrentLinkedQueue<String> dirty = new ConcurrentLinkedQueue<>();
            AtomicBoolean done = new AtomicBoolean();
            AtomicBoolean landing = new AtomicBoolean();
            String base = driver.repository.git("rev-parse", "main");
            AtomicInteger samples = new AtomicInteger();
            Thread sampler = new Thread(() -> {
                while (!done.get()) {
                    // The checkout phase lies between the last check and the move of main.
                    boolean outside =
                            !driver.repository.git("rev-parse", "main").equals(base);
                    String status = driver.repository.git(
                            "--no-optional-locks", "status", "--porcelain", "--untracked-files=all");
                    samples.incrementAndGet();
                    if (!status.isEmpty() && (outside || !landing.get())) {
                        dirty.add(status);
                    }
                }
            });
            sampler.start();

            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            for (int i = 0; i < 3; i++) {
                DeliveryDriver.write(binding, "c" + i, "c\n");
                DeliveryDriver.review(binding);
            }
            DeliveryDriver.merge(binding, DeliveryDriver.passing(() -> landing.set(true)));
            done.set(true);
            sampler.join();

            assertThat(samples.get()).isGreaterThan(3);
            assertThat(dirty).isEmpty();
            driver.repository.assertTidy();
        }
    }

    @Test
    void commitOfTheUserAndLandingNeverMix() throws Exception {
        for (int round = 0; round < Loops.of(3); round++) {
            try (DeliveryDriver driver = DeliveryDriver.withoutCommands(
                    temporary.resolve("round" + round).toAbsolutePath())) {
                WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
                driver.repository.write("d.txt", "d\n");

                List<MergeOutcome> outcomes = new ArrayList<>();
                Concurrently.run(2, i -> {
                    if (i == 0) {
                        outcomes.add(DeliveryDriver.merge(binding));
                    } else {
                        driver.repository.run("add", "d.txt");
                        driver.repository.run("commit", "-q", "-m", "user");
                    }
                });

                boolean merged = outcomes.get(0) instanceof MergeOutcome.Merged;
                assertThat(driver.repository.read("d.txt")).isEqualTo("d\n");
                assertThat(driver.repository.status()).doesNotContain("a.txt", "c.txt");
                assertThat(driver.repository
                                .git("ls-tree", "--name-only", "main")
                                .contains("c.txt"))
                        .isEqualTo(merged);
                assertThat(driver.repository.git("fsck", "--no-dangling")).isEmpty();
            }
        }
    }
}
