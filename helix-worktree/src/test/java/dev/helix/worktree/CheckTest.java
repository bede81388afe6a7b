/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.FileChange.Kind;
import dev.helix.api.worktree.MergeCandidate;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeStateException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
    @TempDir
    Path temporary;

    @Test
    void workThatIsGreenAloneAndRedTogetherDoesNotLand() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(temporary)) {
            UserRepository repository = driver.repository;
            repository.write("greet.sh", "greeting() { echo hello; }\n");
            repository.commitAll("greeting");
            WorktreeBinding binding = driver.bind();
            DeliveryDriver.write(binding, "main.sh", ". ./greet.sh\ntest \"$(greeting)\" = hello\n");
            assertThat(DeliveryDriver.sh(binding, "sh main.sh").succeeded()).isTrue();
            DeliveryDriver.review(binding);
            repository.write("greet.sh", "salutation() { echo hello; }\n");
            String main = repository.commitAll("rename, which nobody uses yet");

            MergeOutcome outcome = DeliveryDriver.merge(binding, DeliveryDriver.shell("sh main.sh"));

            assertThat(outcome).isInstanceOf(MergeOutcome.CheckFailed.class);
            CheckResult result = ((MergeOutcome.CheckFailed) outcome).checks().get(0);
            assertThat(result.summary()).contains("greeting");
            assertThat(result.runs().get(0).result().exitCode()).isNotZero();
            assertThat(repository.git("rev-parse", "main")).isEqualTo(main);
            assertThat(repository.status()).isEmpty();
            assertThat(binding.ended()).isFalse();
        }
    }

    @Test
    void conflictNamesThePathsAndTouchesNothing() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("a.txt", "agent\n");
            driver.repository.write("a.txt", "user\n");
            String main = driver.repository.commitAll("user");

            MergeOutcome outcome = DeliveryDriver.merge(binding);

            assertThat(outcome).isEqualTo(MergeOutcome.Conflict.of(List.of("a.txt")));
            assertThat(driver.repository.git("rev-parse", "main")).isEqualTo(main);
            assertThat(driver.repository.status()).isEmpty();
            assertThat(binding.workspace().read("a.txt", 100)).asString().isEqualTo("agent\n");
            assertThat(UserRepository.at(binding.info().worktree()).status()).isEmpty();
        }
    }

    @Test
    void eachCheckGetsAFreshCheckoutOfTheCandidateThatIsGoneAfterwards() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            DeliveryDriver.write(binding, "x.secret", "ignored leftovers of the agent\n");
            List<String> roots = new ArrayList<>();
            String dirty = "test ! -e x.secret && test ! -e out && echo > out && rm a.txt && test -z \"$(git log -1"
                    + " --format=%s | grep -v 'Add the feature')\"";

            MergeOutcome outcome = DeliveryDriver.merge(
                    binding,
                    DeliveryDriver.check("first", candidate -> record(roots, candidate, dirty)),
                    DeliveryDriver.check("second", candidate -> record(roots, candidate, dirty)));

            assertThat(outcome).isInstanceOf(MergeOutcome.Merged.class);
            assertThat(roots).doesNotHaveDuplicates().hasSize(2);
            assertThat(roots).allSatisfy(root -> assertThat(Path.of(root)).doesNotExist());
            assertThat(roots)
                    .noneMatch(root -> Path.of(root).startsWith(binding.info().worktree()));
            driver.repository.assertTidy();
        }
    }

    private static CheckResult record(List<String> roots, MergeCandidate candidate, String line)
            throws InterruptedException {
        roots.add(candidate.workspace().root());
        return DeliveryDriver.shell(line).run(candidate);
    }

    @Test
    void checksCannotTouchMainOrGit() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            Path root = driver.repository.root;

            MergeOutcome outcome = DeliveryDriver.merge(
                    binding,
                    DeliveryDriver.shell(
                            "git commit -q --allow-empty -m x; git update-ref refs/heads/main HEAD; echo x >> '"
                                    + root + "/a.txt'; echo x > '" + root
                                    + "/.git/hooks/pre-commit'; rm -rf .git; test -e .git"));

            assertThat(outcome).isInstanceOf(MergeOutcome.Merged.class);
            assertThat(driver.repository.read("a.txt")).isEqualTo("one\ntwo\nthree\n");
            driver.repository.assertTidy();
        }
    }

    @Test
    void candidateTellsWhatTheMergeChanges() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            driver.repository.write("d.txt", "d\n");
            String main = driver.repository.commitAll("meanwhile");
            AtomicReference<MergeCandidate> seen = new AtomicReference<>();

            DeliveryDriver.merge(binding, DeliveryDriver.check("look", candidate -> {
                seen.set(candidate);
                assertThat(candidate.base().value()).isEqualTo(main);
                assertThat(candidate.changes()).containsExactly(new FileChange("c.txt", Kind.ADDED, false));
                assertThat(candidate.workspace().read("d.txt", 10)).isEqualTo("d\n".getBytes(UTF_8));
                return CheckResult.passed("look", candidate.tree(), "");
            }));

            assertThat(driver.repository.git("rev-parse", "main"))
                    .isEqualTo(seen.get().commit().value());
            assertThatThrownBy(() -> seen.get().workspace()).isInstanceOf(WorktreeStateException.class);
        }
    }

    @Test
    void checkThatThrowsOrAnswersForAnotherTreeHasFailed() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            String main = driver.repository.git("rev-parse", "main");

            MergeOutcome thrown = DeliveryDriver.merge(binding, DeliveryDriver.check("broken", candidate -> {
                throw new IllegalStateException("oops");
            }));
            MergeOutcome stale = DeliveryDriver.merge(
                    binding,
                    DeliveryDriver.check(
                            "stale",
                            candidate -> CheckResult.passed(
                                    "stale", new TreeId("0".repeat(40)), "looked at yesterday's tree")));

            assertThat(thrown)
                    .isInstanceOfSatisfying(
                            MergeOutcome.CheckFailed.class,
                            failed ->
                                    assertThat(failed.checks().get(0).summary()).contains("oops"));
            assertThat(stale).isInstanceOf(MergeOutcome.CheckFailed.class);
            assertThat(driver.repository.git("rev-parse", "main")).isEqualTo(main);
        }
    }

    @Test
    void checksRunInOrderUntilOneFails() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            List<String> ran = new ArrayList<>();

            MergeOutcome outcome = DeliveryDriver.merge(
                    binding,
                    DeliveryDriver.passing(() -> ran.add("first")),
                    DeliveryDriver.check("second", candidate -> CheckResult.failed("second", candidate.tree(), "no")),
                    DeliveryDriver.passing(() -> ran.add("third")));

            assertThat(ran).containsExactly("first");
            assertThat(((MergeOutcome.CheckFailed) outcome).checks())
                    .extracting(CheckResult::passed)
                    .containsExactly(true, false);
        }
    }

    @Test
    void interruptionDuringACheckEndsTheMergeWithNothingMoved() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            String main = driver.repository.git("rev-parse", "main");

            assertThatThrownBy(() -> DeliveryDriver.merge(binding, DeliveryDriver.check("slow", candidate -> {
                        candidate.workspace();
                        Thread.currentThread().interrupt();
                        throw new InterruptedException();
                    })))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();

            assertThat(driver.repository.git("rev-parse", "main")).isEqualTo(main);
            assertThat(driver.home.root().resolve("candidate")).doesNotExist();
            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);
            driver.repository.assertTidy();
        }
    }
}
