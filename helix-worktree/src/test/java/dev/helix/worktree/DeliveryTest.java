/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.FileChange.Kind;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.WorktreeBinding;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
    @TempDir
    Path temporary;

    @Test
    void reviewedWorkLandsAsOneMergeCommitAndNothingElseIsLeft() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(temporary)) {
            UserRepository repository = driver.repository;
            String before = repository.git("rev-parse", "main");
            WorktreeBinding binding = driver.reviewed("new/c.txt", "c\n");

            MergeOutcome outcome =
                    DeliveryDriver.merge(binding, DeliveryDriver.shell("test -f new/c.txt && test -f a.txt"));

            assertThat(outcome).isInstanceOf(MergeOutcome.Merged.class);
            MergeOutcome.Merged merged = (MergeOutcome.Merged) outcome;
            assertThat(repository.git("rev-parse", "main"))
                    .isEqualTo(merged.commit().value());
            assertThat(repository.git("rev-parse", "main^{tree}"))
                    .isEqualTo(merged.tree().value());
            assertThat(repository
                            .git("rev-list", "--first-parent", before + "..main")
                            .lines())
                    .hasSize(1);
            assertThat(repository.git("rev-parse", "main^1")).isEqualTo(before);
            assertThat(repository.git("rev-parse", "main^2"))
                    .isEqualTo(binding.facts().tip().value());
            assertThat(merged.checks())
                    .singleElement()
                    .matches(check -> check.tree().equals(merged.tree()));
            assertThat(repository.read("new/c.txt")).isEqualTo("c\n");
            assertThat(binding.ended()).isTrue();
            assertThat(binding.facts().worktreeExists()).isFalse();
            assertThat(binding.facts().branchExists()).isFalse();
            assertThat(driver.service.bindings(DeliveryDriver.SESSION)).isEmpty();
            assertThat(driver.home.root().resolve("worktree")).doesNotExist();
            assertThat(driver.home.root().resolve("quarantine")).doesNotExist();
            assertThat(driver.home.root().resolve("candidate")).doesNotExist();
            repository.assertTidy();
        }
    }

    @Test
    void mergeCommitTellsWhereItCameFrom() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");

            MergeOutcome outcome = binding.merge(MergeRequest.builder("Add pagination\n\nTo all lists.")
                    .trailer("Helix-Baseline", "sha256:12\n34")
                    .build());

            String log =
                    driver.repository.git("log", "-1", "--format=%s|%(trailers:only,unfold,separator=%x2C)", "main");
            assertThat(log)
                    .isEqualTo("Add pagination|Helix-Session: abc234,Helix-Branch: "
                            + binding.info().branch() + ",Helix-Base: main,Helix-Baseline: sha256:12 34,"
                            + "Helix-Verified-Tree: " + ((MergeOutcome.Merged) outcome).tree());
            assertThat(driver.repository.git("log", "-1", "--format=%b", "main"))
                    .contains("To all lists.");
        }
    }

    @Test
    void libraryCommitsAreMarkedAsChores() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");

            binding.commit("add c\n\nBecause.");

            CommitFact commit = binding.facts().commits().get(0);
            assertThat(commit.message()).isEqualTo("chore(worktree): add c\n\nBecause.\n");
            assertThat(driver.repository.git(
                            "log", "-1", "--format=%an <%ae>", binding.info().branch()))
                    .isEqualTo("Ada <ada@example.org>");
        }
    }

    @Test
    void changesMadeByAShellShowInTheReview() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(temporary)) {
            WorktreeBinding binding = driver.bind();
            assertThat(DeliveryDriver.sh(binding, "sed -i s/two/TWO/ a.txt && chmod +x dir/b.txt && rm .gitignore")
                            .exitCode())
                    .isZero();
            assertThat(binding.facts().uncommitted())
                    .containsExactly(
                            new FileChange(".gitignore", Kind.DELETED, false),
                            new FileChange("a.txt", Kind.MODIFIED, false),
                            new FileChange("dir/b.txt", Kind.MODIFIED, false));

            binding.commit("edit");
            ReviewSubject subject = binding.review();

            assertThat(subject.changes())
                    .extracting(FileChange::path)
                    .containsExactly(".gitignore", "a.txt", "dir/b.txt");
            assertThat(subject.diff()).contains("-two\n+TWO\n").contains("new mode 100755");
            assertThat(binding.facts().uncommitted()).isEmpty();
        }
    }

    @Test
    void agentsGitAgreesWithTheLibraryAfterACommit() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(temporary)) {
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");
            assertThat(DeliveryDriver.sh(binding, "git status --porcelain").output())
                    .isEqualTo("?? c.txt\n");

            binding.commit("add c");

            assertThat(DeliveryDriver.sh(binding, "git status --porcelain && git log --format=%s -1")
                            .output())
                    .isEqualTo("chore(worktree): add c\n");
        }
    }

    @Test
    void laterCommitsBuildOnEarlierOnes() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.bind();
            for (int i = 0; i < 3; i++) {
                DeliveryDriver.write(binding, "c" + i + ".txt", "c\n").commit("add " + i);
            }
            DeliveryDriver.write(binding, "c1.txt", "changed\n");

            DeliveryDriver.review(binding);
            DeliveryDriver.merge(binding);

            assertThat(binding.facts().commits())
                    .extracting(CommitFact::subject)
                    .hasSize(4);
            assertThat(driver.repository.read("c1.txt")).isEqualTo("changed\n");
            driver.repository.assertTidy();
        }
    }

    @Test
    void manyNewFilesArriveInOnePackAndLand() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.bind();
            for (int i = 0; i < 300; i++) {
                DeliveryDriver.write(binding, "many/f" + i, "content " + i);
            }
            DeliveryDriver.review(binding);

            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);
            assertThat(Files.list(driver.repository.root.resolve("many"))).hasSize(300);
            driver.repository.assertTidy();
        }
    }

    @Test
    void baseCheckedOutInAnotherWorktreeIsAdvancedThere() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            driver.repository.git("switch", "-q", "-c", "elsewhere");
            Path other = temporary.toRealPath().resolve("other");
            driver.repository.git("worktree", "add", "-q", other.toString(), "main");

            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);

            UserRepository holder = UserRepository.at(other);
            assertThat(holder.read("c.txt")).isEqualTo("c\n");
            assertThat(holder.status()).isEmpty();
            assertThat(holder.git("reflog", "-1", "HEAD")).contains("helix: merge");
            assertThat(driver.repository.root.resolve("c.txt")).doesNotExist();
            assertThat(driver.repository.status()).isEmpty();
        }
    }

    @Test
    void checkoutOnAnotherBranchIsLeftAlone() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            driver.repository.git("switch", "-q", "-c", "feature");
            driver.repository.write("a.txt", "half done\n");

            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);

            assertThat(driver.repository.git("symbolic-ref", "--short", "HEAD")).isEqualTo("feature");
            assertThat(driver.repository.status()).isEqualTo(" M a.txt");
            assertThat(driver.repository.git("show", "main:c.txt")).isEqualTo("c");
        }
    }

    @Test
    void workThatAddsNothingIsNotMerged() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding untouched = driver.bind();
            DeliveryDriver.approve(untouched);

            assertThat(DeliveryDriver.merge(untouched)).isInstanceOf(MergeOutcome.NothingToMerge.class);

            DeliveryDriver.write(untouched, "c.txt", "c\n");
            DeliveryDriver.review(untouched);
            driver.repository.write("c.txt", "c\n");
            driver.repository.commitAll("the same by hand");
            assertThat(DeliveryDriver.merge(untouched)).isInstanceOf(MergeOutcome.NothingToMerge.class);
        }
    }
}
