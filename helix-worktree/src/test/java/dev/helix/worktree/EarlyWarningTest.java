/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.BlockedReason;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.RepositoryUnsuitableException;
import dev.helix.api.worktree.WorktreeBinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would keep work from landing is said when it starts, and what no round of an agent can mend is blocked. */
class EarlyWarningTest {
    @TempDir
    Path temporary;

    private DeliveryDriver driver;
    private UserRepository repository;

    @BeforeEach
    void open() throws Exception {
        driver = DeliveryDriver.withoutCommands(temporary);
        repository = driver.repository;
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aCleanCheckoutIsReadyToLandOn() throws Exception {
        repository.write("scratch", "untracked\n");

        assertThat(driver.service.blockers(repository.root)).isEmpty();
    }

    @Test
    void changesOfTheUserAreSaidBeforeAnythingIsBound() throws Exception {
        repository.write("a.txt", "user\n");

        assertThat(driver.service.blockers(repository.root)).singleElement().satisfies(blocked -> {
            assertThat(blocked.reason()).isEqualTo(BlockedReason.CHECKOUT_DIRTY);
            assertThat(blocked.paths()).containsExactly("a.txt");
        });
    }

    @Test
    void aMergeUnderWayIsSaidBeforeAnythingIsBound() throws Exception {
        Files.writeString(repository.root.resolve(".git/MERGE_HEAD"), repository.git("rev-parse", "HEAD") + "\n");

        assertThat(driver.service.blockers(repository.root))
                .extracting(MergeOutcome.Blocked::reason)
                .containsExactly(BlockedReason.OPERATION_IN_PROGRESS);
    }

    @Test
    void whatIsSaidBeforeAnythingIsBoundSpeaksOfNoMergeThatWasTried() throws Exception {
        repository.write("a.txt", "the user's own change\n");

        assertThat(driver.service.blockers(repository.root))
                .extracting(MergeOutcome.Blocked::explanation)
                .singleElement()
                .asString()
                .contains("commit or stash there, then try again")
                .doesNotContain("merge");
    }

    @Test
    void aStaleIndexLockIsSaidBeforeAnythingIsBound() throws Exception {
        Files.createFile(repository.root.resolve(".git/index.lock"));

        assertThat(driver.service.blockers(repository.root))
                .extracting(MergeOutcome.Blocked::reason)
                .containsExactly(BlockedReason.REPOSITORY_LOCKED);
    }

    @Test
    void aBranchNamedLikeTheFolderOfIsolatedBranchesIsRefusedAtInspection() {
        repository.git("branch", "aiagent");

        assertThatThrownBy(() -> driver.service.inspect(repository.root))
                .isInstanceOfSatisfying(
                        RepositoryUnsuitableException.class,
                        refused -> assertThat(refused.reason())
                                .isEqualTo(RepositoryUnsuitableException.Reason.BRANCH_NAME_TAKEN))
                .hasMessageContaining("git branch -m aiagent");
    }

    @Test
    void aCommitTheUserTookBackIsNotBroughtBack() throws Exception {
        repository.write("dropped.txt", "dropped\n");
        repository.commitAll("to be dropped");
        WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
        repository.git("reset", "-q", "--hard", "HEAD~1");
        String before = repository.git("rev-parse", "main");

        MergeOutcome outcome = DeliveryDriver.merge(binding);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        MergeOutcome.Blocked.class,
                        blocked -> assertThat(blocked.reason()).isEqualTo(BlockedReason.BASE_REWRITTEN));
        assertThat(repository.git("rev-parse", "main")).isEqualTo(before);
        assertThat(repository.root.resolve("dropped.txt")).doesNotExist();
        assertThat(binding.ended()).isFalse();
        assertThat(binding.abandon().ref()).isPresent();
    }

    @Test
    void factsKnowAMergeThatManyCommitsBuried() throws Exception {
        WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
        MergeOutcome.Merged merged = (MergeOutcome.Merged) DeliveryDriver.merge(binding);
        for (int i = 0; i < 6; i++) {
            repository.git("commit", "-q", "--allow-empty", "-m", "later " + i);
        }

        assertThat(binding.facts().onBaseBranch(merged.commit())).isTrue();
        repository.git("reset", "-q", "--hard", "HEAD~7");
        assertThat(binding.facts().onBaseBranch(merged.commit())).isFalse();
    }

    @Test
    void severalMergesAreCheckedBeforeAnyLands() throws Exception {
        WorktreeBinding one = driver.reviewed("c.txt", "c\n");
        WorktreeBinding other = DeliveryDriver.review(
                DeliveryDriver.write(driver.bind(new dev.helix.api.SessionId("other")), "d.txt", "d\n"));
        String before = repository.git("rev-parse", "main");

        try (var first = one.prepare(DeliveryDriver.request());
                var second = other.prepare(DeliveryDriver.request())) {
            assertThat(first.stopped()).isEmpty();
            assertThat(second.commit()).isPresent();
            assertThat(first.changes()).extracting("path").isEqualTo(List.of("c.txt"));
            assertThat(repository.git("rev-parse", "main")).isEqualTo(before);

            assertThat(first.land()).isInstanceOf(MergeOutcome.Merged.class);
        }
        assertThat(other.ended()).isFalse();
        assertThat(DeliveryDriver.merge(other)).isInstanceOf(MergeOutcome.Merged.class);
        assertThat(repository.read("c.txt") + repository.read("d.txt")).isEqualTo("c\nd\n");
        repository.assertTidy();
    }
}
