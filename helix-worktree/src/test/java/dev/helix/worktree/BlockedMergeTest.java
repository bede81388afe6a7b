/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.BlockedReason;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.WorktreeBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in the way in the user's checkout is left byte for byte as it was, and named. */
class BlockedMergeTest {
    @TempDir
    Path temporary;

    private DeliveryDriver driver;
    private UserRepository repository;

    @BeforeEach
    void open() throws IOException {
        driver = DeliveryDriver.withoutCommands(temporary);
        repository = driver.repository;
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void changedFileOfTheUserIsNotOverwritten() throws Exception {
        WorktreeBinding binding = driver.reviewed("a.txt", "agent\n");
        repository.write("a.txt", "user\n");

        pending(binding, BlockedReason.CHECKOUT_DIRTY, List.of("a.txt"));

        repository.git("checkout", "a.txt");
        landsNow(binding);
    }

    @Test
    void changedFileOfTheUserElsewhereIsInTheWayToo() throws Exception {
        WorktreeBinding binding = driver.reviewed("a.txt", "agent\n");
        repository.write("dir/b.txt", "user\n");

        pending(binding, BlockedReason.CHECKOUT_DIRTY, List.of("dir/b.txt"));
    }

    @Test
    void stagedChangeOfTheUserIsKept() throws Exception {
        WorktreeBinding binding = driver.reviewed("c.txt", "agent\n");
        repository.write("a.txt", "user\n");
        repository.git("add", "a.txt");

        pending(binding, BlockedReason.CHECKOUT_DIRTY, List.of("a.txt"));
    }

    @Test
    void untrackedFileWhereTheMergeAddsOneIsKept() throws Exception {
        WorktreeBinding binding = driver.reviewed("notes/c.txt", "agent\n");
        repository.write("notes/c.txt", "user\n");

        pending(binding, BlockedReason.UNTRACKED_IN_THE_WAY, List.of("notes/c.txt"));

        Files.delete(repository.root.resolve("notes/c.txt"));
        landsNow(binding);
    }

    @Test
    void ignoredFileWhereTheMergeAddsOneIsKept() throws Exception {
        WorktreeBinding binding = driver.bind();
        DeliveryDriver.write(binding, ".gitignore", "");
        DeliveryDriver.write(binding, "key.secret", "agent\n");
        DeliveryDriver.review(binding);
        repository.write("key.secret", "user\n");

        pending(binding, BlockedReason.UNTRACKED_IN_THE_WAY, List.of("key.secret"));
    }

    @Test
    void ignoredFileWhereTheMergeNeedsAFolderIsKept() throws Exception {
        WorktreeBinding binding = driver.bind();
        DeliveryDriver.write(binding, ".gitignore", "");
        DeliveryDriver.write(binding, "key.secret/inside", "agent\n");
        DeliveryDriver.review(binding);
        repository.write("key.secret", "user\n");

        pending(binding, BlockedReason.UNTRACKED_IN_THE_WAY, List.of("key.secret"));
    }

    @Test
    void ignoredFilesInAFolderWhereTheMergeAddsAFileAreKept() throws Exception {
        WorktreeBinding binding = driver.bind();
        DeliveryDriver.write(binding, ".gitignore", "");
        DeliveryDriver.write(binding, "target", "agent\n");
        DeliveryDriver.review(binding);
        repository.write("target/classes/A.class", "user\n");

        pending(binding, BlockedReason.UNTRACKED_IN_THE_WAY, List.of("target/classes/A.class"));
    }

    @Test
    void linkOutOfTheCheckoutWhereTheMergeNeedsAFolderIsNotFollowed() throws Exception {
        Path outside = Files.createDirectories(temporary.toRealPath().resolve("outside"));
        WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "link.secret/c.txt", "agent\n");
        DeliveryDriver.write(binding, ".gitignore", "");
        DeliveryDriver.review(binding);
        Files.createSymbolicLink(repository.root.resolve("link.secret"), outside);

        pending(binding, BlockedReason.UNTRACKED_IN_THE_WAY, List.of("link.secret"));
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void untrackedFilesThatAreNotInTheWayStay() throws Exception {
        WorktreeBinding binding = driver.reviewed("c.txt", "agent\n");
        repository.write("scratch.txt", "user\n");
        repository.write("key.secret", "user\n");

        assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);

        assertThat(repository.status()).isEqualTo("?? scratch.txt");
        assertThat(repository.read("key.secret")).isEqualTo("user\n");
    }

    @Test
    void trackedFileMayBecomeAFolderAndBack() throws Exception {
        WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "plain", "file\n");
        DeliveryDriver.review(binding);
        landsNow(binding);
        Path worktree = driver.bind().info().worktree();
        Files.delete(worktree.resolve("plain"));
        binding = DeliveryDriver.write(driver.bind(), "plain/inside", "now a folder\n");
        DeliveryDriver.review(binding);

        landsNow(binding);

        assertThat(repository.read("plain/inside")).isEqualTo("now a folder\n");
        repository.assertTidy();
    }

    @Test
    void touchedButUnchangedFilesKeepNoMergeFromLanding() throws Exception {
        WorktreeBinding binding = driver.reviewed("a.txt", "agent\n");
        repository.write("a.txt", repository.read("a.txt"));

        landsNow(binding);
        repository.assertTidy();
    }

    @Test
    void mergeOfTheUserUnderWayIsLeftAlone() throws Exception {
        WorktreeBinding binding = driver.reviewed("c.txt", "agent\n");
        repository.git("switch", "-q", "-c", "side");
        repository.write("d.txt", "d\n");
        repository.commitAll("side");
        repository.git("switch", "-q", "main");
        repository.git("merge", "-q", "--no-commit", "--no-ff", "side");

        pending(binding, BlockedReason.OPERATION_IN_PROGRESS, List.of());
    }

    @Test
    void rebaseOfTheUserUnderWayIsLeftAlone() throws Exception {
        WorktreeBinding binding = driver.reviewed("c.txt", "agent\n");
        repository.git("branch", "onto");
        repository.write("a.txt", "main\n");
        repository.commitAll("main");
        repository.git("switch", "-q", "onto");
        repository.write("a.txt", "onto\n");
        repository.commitAll("onto");
        repository.git("switch", "-q", "main");
        assertThat(repository.run("rebase", "onto").status()).isNotZero();

        pending(binding, BlockedReason.OPERATION_IN_PROGRESS, List.of());
    }

    @Test
    void lockFilesOfOthersAreRespected() throws Exception {
        for (String lock : List.of("index.lock", "HEAD.lock", "refs/heads/main.lock")) {
            WorktreeBinding binding = driver.bind();
            DeliveryDriver.write(binding, "c.txt", lock);
            DeliveryDriver.review(binding);
            Path file = Files.createFile(repository.root.resolve(".git").resolve(lock));

            pending(binding, BlockedReason.REPOSITORY_LOCKED, List.of());

            assertThat(file).exists();
            Files.delete(file);
            landsNow(binding);
        }
    }

    private void landsNow(WorktreeBinding binding) throws InterruptedException {
        assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);
    }

    private void pending(WorktreeBinding binding, BlockedReason reason, List<String> paths) throws Exception {
        Map<String, String> before = checkout();
        String main = repository.git("rev-parse", "main");

        MergeOutcome outcome = DeliveryDriver.merge(binding);

        assertThat(outcome).isInstanceOf(MergeOutcome.Blocked.class);
        MergeOutcome.Blocked pending = (MergeOutcome.Blocked) outcome;
        assertThat(pending.reason()).as(pending.explanation()).isEqualTo(reason);
        assertThat(pending.paths()).isEqualTo(paths);
        assertThat(pending.explanation()).contains("try again");
        assertThat(checkout()).isEqualTo(before);
        assertThat(repository.git("rev-parse", "main")).isEqualTo(main);
        assertThat(binding.ended()).isFalse();
        assertThat(binding.info().worktree()).isDirectory();
    }

    private Map<String, String> checkout() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(repository.root)) {
            for (Path path : all.filter(one -> !one.startsWith(repository.root.resolve(".git")))
                    .toList()) {
                boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
                files.put(path.toString(), file ? Files.readString(path) : "");
            }
        }
        files.put("status", repository.git("--no-optional-locks", "status", "--porcelain", "--ignored"));
        return files;
    }
}
