/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.HelixHome;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.Limits;
import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.CommandStreams;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git and commands in a sandbox that shows a repository, and of the user's configuration only what git needs. */
final class SandboxedGitTest {
    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void resolve() throws Exception {
        folder = temporary.toRealPath();
    }

    @Test
    void theUsersIgnoredNamesCountWhereverTheyStand() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(folder)) {
            Path ignored = Files.writeString(folder.resolve("ignored names"), "*.log\n");
            driver.repository.git("config", "core.excludesFile", ignored.toString());
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");

            CommandResult seen = DeliveryDriver.sh(binding, "echo x > build.log; git status --porcelain");

            assertThat(seen.output()).isEqualTo("?? c.txt\n");
            assertThat(binding.facts().uncommitted())
                    .extracting(FileChange::path)
                    .containsExactly("c.txt");
        }
    }

    @Test
    void lineEndingsAreConvertedAsTheUserConfigured() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(folder)) {
            driver.repository.git("config", "core.autocrlf", "input");
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "one\r\ntwo\r\n");
            DeliveryDriver.review(binding);
            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);

            assertThat(driver.repository.git("cat-file", "-s", "HEAD:c.txt")).isEqualTo("8");
        }
    }

    @Test
    void aRepositoryThatBorrowsObjectsIsCommittedTo() throws Exception {
        UserRepository lender = UserRepository.in(folder.resolve("lender"));
        lender.git("clone", "-q", "--shared", lender.root().toString(), folder.resolve("borrower") + "");
        UserRepository borrower = UserRepository.at(folder.resolve("borrower"));
        HostTools.requireSandbox(HelixHome.at(folder.resolve("home")));
        try (WorktreeService service =
                GitWorktrees.create().open(HelixHome.at(folder.resolve("home")), InstantSource.system())) {
            WorktreeBinding binding = service.bind(BindRequest.of(DeliveryDriver.SESSION, borrower.root(), "Work"));
            DeliveryDriver.review(DeliveryDriver.write(binding, "c.txt", "c\n"));

            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);
        }
    }

    @Test
    void theLockOfTheLibraryIsOutOfSight() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(folder)) {
            WorktreeBinding binding = driver.bind();
            Path shared = driver.repository.root().resolve(".git/helix");
            assertThat(shared.resolve("lock")).exists();

            assertThat(DeliveryDriver.sh(binding, "ls -A " + shared).output()).isEmpty();
        }
    }

    @Test
    void limitsOfTheInstanceHoldForCommandsAndTheModelIsTold() throws Exception {
        HostTools.requireSandbox(HelixHome.at(folder.resolve("home")));
        UserRepository repository = UserRepository.in(folder.resolve("api"));
        Limits limits = Limits.builder().commandProcesses(20).build();
        try (WorktreeService service =
                GitWorktrees.create().open(HelixHome.at(folder.resolve("home")), InstantSource.system(), limits)) {
            WorktreeBinding binding = service.bind(BindRequest.of(DeliveryDriver.SESSION, repository.root(), "Work"));

            CommandResult result = DeliveryDriver.sh(binding, "for i in $(seq 60); do sleep 600 & done; wait");

            assertThat(result.succeeded()).isFalse();
            assertThat(result.output()).contains("[helix: the command was ended by a limit, processes and threads");
        }
    }

    @Test
    void limitsOfARequestHoldForItsBindingAndForCommandsThatOnlyRead() throws Exception {
        HelixHome home = HelixHome.at(folder.resolve("home"));
        HostTools.requireSandbox(home);
        UserRepository repository = UserRepository.in(folder.resolve("api"));
        Limits few = Limits.builder().commandProcesses(20).build();
        String many = "for i in $(seq 60); do sleep 600 & done; wait";
        try (WorktreeService service = GitWorktrees.create().open(home, InstantSource.system())) {
            WorktreeBinding binding = service.bind(BindRequest.of(DeliveryDriver.SESSION, repository.root(), "Work")
                    .withLimits(few));

            CommandResult inWorktree = DeliveryDriver.sh(binding, many);
            CommandResult reading = service.runReadOnly(
                    repository.root(),
                    Command.of(Duration.ofMinutes(1), "sh", "-c", many),
                    CommandStreams.builder().build(),
                    few);

            assertThat(inWorktree.output()).contains("ended by a limit, processes and threads");
            assertThat(reading.succeeded()).isFalse();
            assertThat(reading.timedOut()).isFalse();
        }
    }

    @Test
    void whatAHostNamesIsReadable() throws Exception {
        HostTools.requireSandbox(HelixHome.at(folder.resolve("home")));
        UserRepository repository = UserRepository.in(folder.resolve("api"));
        Path data = Files.writeString(folder.resolve("data"), "SHOWN");
        try (WorktreeService service = GitWorktrees.builder()
                .readable(data)
                .buildCaches()
                .build()
                .open(HelixHome.at(folder.resolve("home")), InstantSource.system())) {
            WorktreeBinding binding = service.bind(BindRequest.of(DeliveryDriver.SESSION, repository.root(), "Work"));

            assertThat(DeliveryDriver.sh(binding, "cat " + data + "; ls -A ~").output())
                    .startsWith("SHOWN");
        }
    }

    @Test
    void aReadablePathThatIsMissingIsRefusedAtOnce() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> GitWorktrees.builder().readable(missing))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(missing.toString());
        assertThatThrownBy(() -> GitWorktrees.builder().controlGroup(missing))
                .isInstanceOf(InvalidRequestException.class);
    }
}
