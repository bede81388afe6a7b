/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.Finding;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.TreeId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftoverReviewerTest {
    private static final String HEADER = "diff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n";

    @Test
    void conflictMarkersAreFound() {
        assertThat(findings(HEADER + "@@ -1 +1,5 @@\n a\n+<<<<<<< main\n+x\n+=======\n+>>>>>>> topic\n"))
                .containsExactly("a.txt: holds conflict markers: resolve them");
    }

    @Test
    void aLineThatLooksLikeAHeaderHidesNoMarkers() {
        String diff =
                HEADER + "@@ -1,2 +1,5 @@\n-a\n--- b\n+<<<<<<< main\n+++ b/other.txt\n+=======\n+>>>>>>> topic\n+z\n";

        assertThat(findings(diff)).containsExactly("a.txt: holds conflict markers: resolve them");
    }

    @Test
    void markersThatTheChangeTakesAwayAreFine() {
        assertThat(findings(HEADER + "@@ -1,3 +1 @@\n-<<<<<<< main\n-=======\n->>>>>>> topic\n+x\n"))
                .isEmpty();
    }

    @Test
    void noChangeIsAFinding() {
        assertThat(LeftoverReviewer.findings(subject("", List.of())))
                .extracting(Finding::text)
                .containsExactly("nothing differs from the start: there is nothing to merge");
    }

    private static List<String> findings(String diff) {
        FileChange change = new FileChange("a.txt", FileChange.Kind.MODIFIED, false);
        return LeftoverReviewer.findings(subject(diff, List.of(change))).stream()
                .map(Finding::describe)
                .toList();
    }

    private static ReviewSubject subject(String diff, List<FileChange> changes) {
        return ReviewSubject.builder(new TreeId("1".repeat(40)), new CommitId("2".repeat(40)))
                .baseTree(new TreeId("3".repeat(40)))
                .changes(changes)
                .diff(diff)
                .build();
    }
}
