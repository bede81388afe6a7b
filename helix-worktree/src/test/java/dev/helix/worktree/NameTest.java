/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.BlockedReason;
import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.NothingToCommitException;
import dev.helix.api.worktree.RepositoryFacts;
import dev.helix.api.worktree.WorktreeBinding;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and subjects are told as git has them. */
class NameTest {
    @TempDir
    Path temporary;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aNameThatIsNotUtf8KeepsItsBytes() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.bind();
            Files.writeString(latin1(binding.info().worktree()), "coffee\n");
            assertThat(binding.facts().uncommitted())
                    .extracting(FileChange::path)
                    .containsExactly("\"caf\\351\"");
            DeliveryDriver.review(binding);

            assertThat(binding.review().changes()).extracting(FileChange::path).containsExactly("\"caf\\351\"");
            assertThat(binding.facts().files(binding.facts().tipTree()).read("\"caf\\351\"", 100))
                    .asString()
                    .isEqualTo("coffee\n");
            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);
            assertThat(latin1(driver.repository.root)).hasContent("coffee\n");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anIgnoredFileOfTheUserWhoseNameIsNotUtf8IsNotOverwritten() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.bind();
            Files.writeString(latin1(binding.info().worktree()), "agent\n");
            DeliveryDriver.review(binding);
            Files.writeString(driver.repository.root.resolve(".git/info/exclude"), "caf*\n");
            Files.writeString(latin1(driver.repository.root), "user\n");

            MergeOutcome outcome = DeliveryDriver.merge(binding);

            assertThat(outcome).isInstanceOfSatisfying(MergeOutcome.Blocked.class, blocked -> {
                assertThat(blocked.reason()).isEqualTo(BlockedReason.UNTRACKED_IN_THE_WAY);
                assertThat(blocked.paths()).containsExactly("\"caf\\351\"");
            });
            assertThat(latin1(driver.repository.root)).hasContent("user\n");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPackedBranchOfTheUserWhoseNameIsNotUtf8IsInNobodysWay() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            UserRepository repository = driver.repository;
            repository.git("switch", "-q", "-c", "stra\u00dfe");
            Files.writeString(
                    latin1(repository.root.resolve(".git/refs/heads")), repository.git("rev-parse", "HEAD") + "\n");
            repository.git("pack-refs", "--all");

            assertThat(DeliveryDriver.merge(driver.reviewed("c.txt", "c\n"))).isInstanceOf(MergeOutcome.Merged.class);

            assertThat(repository.git("log", "-1", "--format=%P", "stra\u00dfe").split(" "))
                    .hasSize(2);
        }
    }

    @Test
    void theStatusOfTheCheckoutIsTheAnswerToTheCommandThatIsNamedForIt() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            UserRepository repository = driver.repository;
            WorktreeBinding binding = driver.bind();
            repository.write("new folder/one.txt", "1\n");
            repository.write("new folder/\u00e9.txt", "2\n");
            repository.git("mv", "a.txt", "moved.txt");
            String[] words = RepositoryFacts.STATUS_COMMAND.split(" ");

            assertThat(binding.facts().checkoutStatus())
                    .hasSize(4)
                    .containsExactly(repository
                            .git(Arrays.copyOfRange(words, 1, words.length))
                            .split("\0"));
        }
    }

    @Test
    void subjectsAreThoseThatGitShows() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");
            binding.commit("a subject\nover two lines\n\nand a body");

            assertThat(binding.facts().commits())
                    .extracting(CommitFact::subject)
                    .isEqualTo(List.of(driver.repository.git(
                            "log", "-1", "--format=%s", binding.info().branch())));
        }
    }

    @Test
    void aCommitOfNothingButIgnoredFilesSaysThatGitIgnoresThem() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "key.secret", "s\n");

            assertThatThrownBy(() -> binding.commit("work"))
                    .isInstanceOf(NothingToCommitException.class)
                    .hasMessageContaining("Git ignores key.secret");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "key.secret, true",
        "target/classes/A.class, true",
        "a/b/kept.secret, false",
        "a/b/other.secret, true",
        "a/tracked.secret, false",
        "private.txt, true",
        "own.bak, true",
        "src/A.java, false"
    })
    void aWriterIsToldOfAPathThatGitIgnoresExactlyWhereGitIgnoresIt(String path, boolean ignored) throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            UserRepository repository = driver.repository;
            repository.write("a/tracked.secret", "in spite of the rule\n");
            repository.write("a/b/.gitignore", "!kept.secret\n");
            repository.git("add", "-f", "a");
            repository.commitAll("tracked");
            repository.write(".git/info/exclude", "private.txt\n");
            repository.write("../own-ignore", "*.bak\n");
            repository.git(
                    "config",
                    "core.excludesFile",
                    repository.root.resolveSibling("own-ignore").toString());
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), path, "s\n");

            assertThat(binding.workspace().isIgnored(path)).isEqualTo(ignored);
            String worktree = binding.info().worktree().toString();
            assertThat(repository
                            .run("-C", worktree, "check-ignore", "-q", path)
                            .status())
                    .as("what git itself says")
                    .isEqualTo(ignored ? 0 : 1);
        }
    }

    @Test
    void theMergeIsNamedAfterTheRequestNotAfterTheBinding() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");

            binding.merge(MergeRequest.builder("What the user asked for").build());

            assertThat(driver.repository.git("log", "-1", "--format=%s", "main"))
                    .isEqualTo("What the user asked for");
        }
    }

    /** A file named {@code café} in Latin-1. */
    private static Path latin1(Path folder) {
        return Path.of(URI.create("file://" + folder.toUri().getRawPath() + "caf%E9"));
    }
}
