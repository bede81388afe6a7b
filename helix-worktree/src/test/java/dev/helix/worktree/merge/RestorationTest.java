/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.CommitId;
import dev.helix.core.process.ProcessRunner;
import dev.helix.worktree.UserRepository;
import dev.helix.worktree.git.Drivers;
import dev.helix.worktree.git.Git;
import dev.helix.worktree.git.GitObjects;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaves a checkout as an update that broke off at some point leaves it, and has it put back. */
class RestorationTest {
    @TempDir
    Path temporary;

    private final ProcessRunner processes = new ProcessRunner();
    private UserRepository repository;
    private GitObjects objects;
    private Candidate candidate;

    @BeforeEach
    void buildCandidate() {
        repository = UserRepository.in(temporary.resolve("r"));
        repository.write("gone.txt", "gone\n");
        CommitId base = new CommitId(repository.commitAll("base"));
        repository.git("rm", "-q", "gone.txt");
        repository.write("a.txt", "a longer text that takes a while to write\n");
        repository.write("new/deep/c.txt", "a longer text that takes a while to write\n");
        CommitId next = new CommitId(repository.commitAll("next"));
        repository.git("reset", "-q", "--hard", base.value());
        objects = new GitObjects(
                new Git(processes, "git").in(repository.root().resolve(".git"), Drivers.NONE),
                repository.root().resolve(".git"));
        CommitFact before = objects.commit(base);
        CommitFact after = objects.commit(next);
        candidate = new Candidate(next, after.tree(), base, next, objects.changes(before.tree(), after.tree()));
    }

    @AfterEach
    void close() {
        objects.close();
        processes.close();
    }

    @Test
    void halfWrittenFilesAreTakenBack() throws Exception {
        Files.delete(repository.root().resolve("gone.txt"));
        repository.write("a.txt", "a longer text that");
        repository.write("new/deep/c.txt", "");

        restore();

        assertThat(repository.status()).isEmpty();
        assertThat(repository.root().resolve("new")).doesNotExist();
        assertThat(repository.read("gone.txt")).isEqualTo("gone\n");
    }

    @Test
    void completelyUpdatedFilesAreTakenBack() throws Exception {
        repository.git("checkout", "-q", candidate.commit().value(), "--", "a.txt", "new");
        repository.git("reset", "-q");

        restore();

        assertThat(repository.status()).isEmpty();
    }

    @Test
    void whatTheUserWroteMeanwhileStays() throws Exception {
        repository.write("a.txt", "user\n");
        repository.write("new/deep/c.txt", "user\n");
        repository.write("gone.txt", "user\n");

        restore();

        assertThat(repository.status().lines()).containsExactly(" M a.txt", " M gone.txt", "?? new/deep/c.txt");
        assertThat(repository.read("a.txt")).isEqualTo("user\n");
    }

    private void restore() throws InterruptedException {
        Git git = new Git(processes, "git");
        new Restoration(objects, repository.root(), candidate)
                .run(git.in(repository.root().resolve(".git"), Drivers.NONE).workTree(repository.root()));
    }
}
