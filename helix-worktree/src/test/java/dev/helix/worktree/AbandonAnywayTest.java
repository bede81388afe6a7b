/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.WorktreeBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Abandons work that git chokes on: the binding ends, what is there stays somewhere, and the answer says where. */
@DisabledOnOs(OS.WINDOWS)
class AbandonAnywayTest {
    @TempDir
    Path temporary;

    /** What an agent can leave behind. */
    private interface Mess {
        void leaveIn(Path worktree) throws IOException;
    }

    private static Arguments mess(String name, Mess mess) {
        return Arguments.of(name, mess);
    }

    static Stream<Arguments> messes() {
        return Stream.of(
                mess(".GIT/config", worktree -> {
                    Files.createDirectory(worktree.resolve(".GIT"));
                    Files.writeString(worktree.resolve(".GIT/config"), "[core]\n");
                }),
                mess("a nested repository", worktree -> {
                    UserRepository nested = UserRepository.empty(worktree.resolve("nested"));
                    nested.write("n.txt", "n\n");
                    nested.commitAll("n");
                }),
                mess(
                        "a symlinked .gitmodules",
                        worktree -> Files.createSymbolicLink(worktree.resolve(".gitmodules"), Path.of("a.txt"))),
                mess("working-tree-encoding", worktree -> {
                    Files.writeString(worktree.resolve(".gitattributes"), "*.txt working-tree-encoding=UTF-16\n");
                    Files.writeString(worktree.resolve("a.txt"), "odd");
                }),
                mess(
                        "chmod 000 .",
                        worktree ->
                                Files.setPosixFilePermissions(worktree, PosixFilePermissions.fromString("---------"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messes")
    void whatGitCannotCommitIsMovedAsideAndTheBindingEnds(String name, Mess mess) throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(temporary)) {
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");
            binding.commit("kept");
            DeliveryDriver.write(binding, "d.txt", "not committed\n");
            mess.leaveIn(binding.info().worktree());

            SavedRef saved = binding.abandon();

            assertThat(binding.ended()).isTrue();
            assertThat(driver.repository.git("show", saved.ref().orElseThrow() + ":c.txt"))
                    .isEqualTo("c");
            assertThat(saved.problems()).singleElement().asString().contains("run no git in it");
            Path kept = temporary
                    .toRealPath()
                    .resolve("home/kept/abc234")
                    .resolve(binding.info().id().value());
            assertThat(saved.problems().get(0)).contains(kept.toString());
            assertThat(kept.resolve("d.txt")).hasContent("not committed\n");
            assertThat(kept.resolve(".git")).doesNotExist();
            driver.repository.assertTidy();
        }
    }

    @Test
    void aBranchThatSomebodyDeletedIsKeptByItsLastCommit() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            DeliveryDriver.write(binding, "d.txt", "d\n");
            driver.repository.git(
                    "update-ref", "-d", "refs/heads/" + binding.info().branch());

            SavedRef saved = binding.abandon();

            assertThat(driver.repository.git("show", saved.ref().orElseThrow() + ":c.txt"))
                    .isEqualTo("c");
            assertThat(driver.repository.git("show", saved.ref().orElseThrow() + ":d.txt"))
                    .isEqualTo("d");
            assertThat(saved.problems()).singleElement().asString().contains("was deleted by somebody");
            driver.repository.assertTidy();
        }
    }

    @Test
    void aRefThatCannotBeWrittenLeavesTheBranch() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            driver.repository.git("update-ref", "refs/helix/saved", "HEAD");

            SavedRef saved = binding.abandon();

            assertThat(binding.ended()).isTrue();
            assertThat(saved.ref()).contains("refs/heads/" + binding.info().branch());
            assertThat(driver.repository.git("show", binding.info().branch() + ":c.txt"))
                    .isEqualTo("c");
            assertThat(saved.problems()).singleElement().asString().contains("stays");
        }
    }
}
