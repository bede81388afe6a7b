/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helix.api.HelixHome;
import dev.helix.api.SessionId;
import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.worktree.Approval;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.MergeCandidate;
import dev.helix.api.worktree.MergeCheck;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A user's repository and a worktree service beside each other, with short words for what tests do. */
final class DeliveryDriver implements AutoCloseable {
    static final SessionId SESSION = new SessionId("abc234");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    final HelixHome home;
    final UserRepository repository;
    final WorktreeService service;

    private DeliveryDriver(HelixHome home, UserRepository repository, CommandIsolation isolation) {
        this.home = home;
        this.repository = repository;
        this.service = GitWorktrees.builder().commands(isolation).build().open(home, InstantSource.system());
    }

    private static DeliveryDriver in(Path folder, CommandIsolation isolation) throws IOException {
        Path real = Files.createDirectories(folder).toRealPath();
        UserRepository repository = UserRepository.in(real.resolve("projects/api"));
        return new DeliveryDriver(HelixHome.at(real.resolve("home")), repository, isolation);
    }

    /** Another service on the same repository, as another process would have it. */
    static DeliveryDriver sharing(DeliveryDriver driver, Path home) {
        return new DeliveryDriver(HelixHome.at(home), driver.repository, CommandIsolation.REFUSED);
    }

    /** A driver with which no command of an agent runs, for tests that need none. */
    static DeliveryDriver withoutCommands(Path folder) throws IOException {
        return in(folder, CommandIsolation.REFUSED);
    }

    /** A driver with sandboxed commands; skips the test where there is no sandbox. */
    static DeliveryDriver sandboxed(Path folder) throws IOException {
        HostTools.requireSandbox(HelixHome.at(folder.toAbsolutePath().resolve("home")));
        return in(folder, CommandIsolation.SANDBOXED);
    }

    static DeliveryDriver unsandboxed(Path folder) throws IOException {
        return in(folder, CommandIsolation.UNSANDBOXED);
    }

    WorktreeBinding bind() throws InterruptedException {
        return bind(SESSION);
    }

    WorktreeBinding bind(SessionId session) throws InterruptedException {
        return service.bind(BindRequest.of(session, repository.root, "Add the feature"));
    }

    /** Binds, writes a file, commits and approves. */
    WorktreeBinding reviewed(String path, String content) throws InterruptedException {
        return review(write(bind(), path, content));
    }

    static WorktreeBinding write(WorktreeBinding binding, String path, String content) {
        binding.workspace().write(path, content.getBytes(UTF_8));
        return binding;
    }

    static CommandResult sh(WorktreeBinding binding, String line) throws InterruptedException {
        return binding.workspace().run(Command.shell(LIMIT, line), piece -> {});
    }

    static WorktreeBinding review(WorktreeBinding binding) throws InterruptedException {
        binding.commit("work");
        approve(binding);
        return binding;
    }

    static void approve(WorktreeBinding binding) throws InterruptedException {
        binding.approve(binding.review().tree(), new Approval(List.of("rules"), Instant.EPOCH));
    }

    static MergeRequest request(MergeCheck... checks) {
        return MergeRequest.builder("Add the feature").checks(List.of(checks)).build();
    }

    static MergeOutcome merge(WorktreeBinding binding, MergeCheck... checks) throws InterruptedException {
        return binding.merge(
                MergeRequest.builder("Add the feature").checks(List.of(checks)).build());
    }

    /** A check that runs a shell line in the candidate's checkout. */
    static MergeCheck shell(String line) {
        return check("sh", candidate -> {
            Command command = Command.shell(LIMIT, line);
            CommandResult result = candidate.workspace().run(command, piece -> {});
            CheckResult found = result.succeeded()
                    ? CheckResult.passed("sh", candidate.tree(), result.output())
                    : CheckResult.failed("sh", candidate.tree(), result.output());
            return found.runs(List.of(new CheckResult.Run(command, result)));
        });
    }

    /** What a check does. */
    interface Body {
        CheckResult run(MergeCandidate candidate) throws InterruptedException;
    }

    /** A check that does something and passes. */
    interface Side {
        void run() throws InterruptedException;
    }

    static MergeCheck passing(Side side) {
        return check("side", candidate -> {
            side.run();
            return CheckResult.passed("side", candidate.tree(), "fine");
        });
    }

    static MergeCheck check(String name, Body body) {
        return new MergeCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public CheckResult run(MergeCandidate candidate) throws InterruptedException {
                return body.run(candidate);
            }
        };
    }

    @Override
    public void close() {
        service.close();
    }
}
