/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.worktree.Approval;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.ReviewRequiredException;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.UncommittedChangesException;
import dev.helix.api.worktree.WorktreeBinding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewGateTest {
    private static final Approval APPROVAL = new Approval(List.of("rules"), Instant.EPOCH);

    @TempDir
    Path temporary;

    @Test
    void mergeIsRefusedWhileTheReviewGateIsClosed() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");
            binding.commit("work");
            String main = driver.repository.git("rev-parse", "main");

            assertThatThrownBy(() -> DeliveryDriver.merge(binding))
                    .isInstanceOf(ReviewRequiredException.class)
                    .hasMessageContaining("never approved");

            assertThat(driver.repository.git("rev-parse", "main")).isEqualTo(main);
            assertThat(binding.ended()).isFalse();
        }
    }

    @Test
    void anotherTreeClosesTheGateAndTheSameTreeOpensItAgain() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");

            DeliveryDriver.write(binding, "c.txt", "sneaked in\n").commit("after the review");
            assertThatThrownBy(() -> DeliveryDriver.merge(binding))
                    .isInstanceOf(ReviewRequiredException.class)
                    .hasMessageContaining("review again");

            DeliveryDriver.write(binding, "c.txt", "c\n").commit("taken back");
            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);
        }
    }

    @Test
    void onlyTheTipsTreeCanBeApproved() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");
            binding.commit("work");
            TreeId reviewed = binding.review().tree();
            DeliveryDriver.write(binding, "c.txt", "other\n").commit("more");

            assertThatThrownBy(() -> binding.approve(reviewed, APPROVAL))
                    .isInstanceOf(ReviewRequiredException.class)
                    .hasMessageContaining(reviewed.value());
        }
    }

    @Test
    void uncommittedWorkCanNeitherBeReviewedNorMerged() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            DeliveryDriver.write(binding, "late.txt", "late\n");

            assertThatThrownBy(binding::review)
                    .isInstanceOfSatisfying(
                            UncommittedChangesException.class,
                            e -> assertThat(e.paths()).containsExactly("late.txt"));
            assertThatThrownBy(() -> DeliveryDriver.merge(binding)).isInstanceOf(UncommittedChangesException.class);
        }
    }

    @Test
    void workAddedWhileChecksRunDoesNotLandUnreviewed() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            String main = driver.repository.git("rev-parse", "main");

            assertThatThrownBy(() -> DeliveryDriver.merge(
                            binding,
                            DeliveryDriver.passing(() -> DeliveryDriver.write(binding, "late.txt", "late\n")
                                    .commit("late"))))
                    .isInstanceOf(ReviewRequiredException.class);

            assertThat(driver.repository.git("rev-parse", "main")).isEqualTo(main);
            assertThat(binding.ended()).isFalse();
        }
    }

    @Test
    void editOfAPersonInTheWorktreeWhileChecksRunIsNotLost() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            Path edited = binding.info().worktree().resolve("by-hand.txt");

            assertThatThrownBy(() -> DeliveryDriver.merge(
                            binding,
                            DeliveryDriver.passing(
                                    () -> UserRepository.at(edited.getParent()).write("by-hand.txt", "x"))))
                    .isInstanceOf(UncommittedChangesException.class);

            assertThat(edited).hasContent("x");
            assertThat(binding.ended()).isFalse();
        }
    }
}
