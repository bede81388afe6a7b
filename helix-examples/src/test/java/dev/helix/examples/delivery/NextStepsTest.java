/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.BlockedReason;
import dev.helix.api.HelixHome;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.manager.Delivery;
import dev.helix.api.manager.RepositoryDelivery;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.worktree.Approval;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.examples.terminal.TextFormat;
import dev.helix.worktree.CommandIsolation;
import dev.helix.worktree.GitWorktrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands that are printed do what they promise: each is run as a person who copies it would. */
class NextStepsTest {
    private static final SessionId SESSION = new SessionId("abc234");

    @TempDir
    private Path folder;

    private Path repository;
    private WorktreeService service;
    private WorktreeBinding work;

    @BeforeEach
    void bindReviewedWork() throws Exception {
        repository = SampleProject.layOut(folder.toRealPath().resolve("own project"));
        service = GitWorktrees.builder()
                .commands(CommandIsolation.REFUSED)
                .build()
                .open(HelixHome.at(folder.toRealPath().resolve("the home")), InstantSource.system());
        bind();
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void stepsAroundChangesOfTheUserLandTheWorkAndKeepTheChanges() throws Exception {
        Files.writeString(repository.resolve("README.md"), "half a thought");

        follow(blocked(BlockedReason.CHECKOUT_DIRTY));

        assertLandedAndTidy();
        assertThat(repository.resolve("README.md")).hasContent("half a thought");
    }

    @Test
    void stepsAfterAMergeUnderWayWasAbortedLandTheWork() throws Exception {
        sh("git switch -qc side && echo x > x.txt && git add . && git commit -qm side && git switch -q -");
        sh("git merge -q --no-ff --no-commit side");
        List<NextSteps.Step> steps = blocked(BlockedReason.OPERATION_IN_PROGRESS);

        assertThat(sh(steps.get(0).commands().get(0))).contains("you are still merging");
        sh("git merge --abort && git branch -qD side");
        follow(steps);

        assertLandedAndTidy();
    }

    @Test
    void stepsAfterFilesInTheWayWereMovedLandTheWork() throws Exception {
        Files.writeString(repository.resolve("note.txt"), "of the user");
        List<NextSteps.Step> steps = blocked(BlockedReason.UNTRACKED_IN_THE_WAY);

        assertThat(sh(steps.get(0).commands().get(0))).contains("note.txt");
        sh("mv note.txt elsewhere.txt");
        follow(steps);

        assertLandedAndTidy();
    }

    @Test
    void stepsAfterALockWasReleasedLandTheWork() throws Exception {
        Path lock = Files.createFile(repository.resolve(".git/index.lock"));
        List<NextSteps.Step> steps = blocked(BlockedReason.REPOSITORY_LOCKED);

        Files.delete(lock);
        follow(steps);

        assertLandedAndTidy();
    }

    @Test
    void stepsAfterTheBaseWasRewrittenTakeOverTheWorkAlone() throws Exception {
        work.abandon();
        sh("echo bad > dropped.txt && git add . && git commit -qm 'to be dropped'");
        bind();
        sh("git reset -q --hard HEAD~1");

        follow(blocked(BlockedReason.BASE_REWRITTEN));

        assertLandedAndTidy();
        assertThat(repository.resolve("dropped.txt")).doesNotExist();
    }

    private void bind() throws InterruptedException {
        work = service.bind(BindRequest.of(SESSION, repository, "Write hello"));
        work.workspace().write("note.txt", "hello".getBytes(UTF_8));
        work.commit("Write hello");
        work.approve(work.review().tree(), new Approval(List.of("rules"), Instant.EPOCH));
    }

    @Test
    void stepsAfterTheBranchWasDeletedFindItsLastCommit() throws Exception {
        String tip = work.facts().tip().value();
        String branch = work.info().branch();
        sh("git update-ref -d refs/heads/" + branch);

        List<NextSteps.Step> steps = NextSteps.of(outcome(BlockedReason.BRANCH_GONE));

        assertThat(sh(steps.get(0).commands().get(0))).contains(tip);
    }

    @ParameterizedTest
    @EnumSource(
            value = BlockedReason.class,
            names = {"BASE_KEEPS_MOVING", "PROVIDER_UNAVAILABLE", "LIMIT_REACHED"})
    void stepsAfterAReasonOutsideTheRepositoryMergeTheBranchThatWasKept(BlockedReason reason) throws Exception {
        follow(NextSteps.of(outcome(reason)));

        assertLandedAndTidy();
    }

    @Test
    void stepsAfterTheWorkWasAbandonedShowItAndPutItOnABranch() throws Exception {
        SavedRef saved = work.abandon();
        TaskOutcome abandoned = TaskOutcome.Abandoned.of(delivery(), "given up", "task-failed", saved);

        follow(NextSteps.of(abandoned));

        assertThat(sh("git show my-branch:note.txt")).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the turn made 50 model calls; raise Limits.modelCallsPerTurn or split the task"
                        + "|the turn made 50 model calls",
                "the checkout is dirty; commit or stash there, then try again"
                        + "|the checkout is dirty; commit or stash there, then try again",
                "the worktree has 1 uncommitted path; commit what is wanted or call abandon()"
                        + "|the worktree has 1 uncommitted path",
                "no provider 'x'. Pass its factory to Helix.builder().engines(...)|no provider 'x'.",
                "git is missing; install git 2.38 or newer, or name the program with GitWorktrees.builder().git(path)"
                        + "|git is missing",
                "call retry() when ready|call retry() when ready",
                "[a; b] failed (status 3); ask again|[a; b] failed (status 3); ask again"
            })
    void adviceForProgramsIsLeftOutAndTheRestIsKept(String explanation, String told) {
        assertThat(TextFormat.withoutApi(explanation)).isEqualTo(told);
    }

    /** Merges for real and insists on the reason. */
    private List<NextSteps.Step> blocked(BlockedReason reason) throws InterruptedException {
        MergeOutcome outcome = work.merge(MergeRequest.builder("Write hello").build());
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        MergeOutcome.Blocked.class,
                        found -> assertThat(found.reason()).isEqualTo(reason));
        return NextSteps.of(outcome(reason));
    }

    private TaskOutcome outcome(BlockedReason reason) {
        return TaskOutcome.Blocked.of(delivery(), "blocked", reason);
    }

    private Delivery delivery() {
        return Delivery.builder(
                        new TaskId("abc234"),
                        SESSION,
                        ScopeBaseline.builder("Write hello", "0").build())
                .repositories(List.of(RepositoryDelivery.builder(repository)
                        .binding(Optional.of(work.info()))
                        .build()))
                .build();
    }

    private void follow(List<NextSteps.Step> steps) throws Exception {
        for (NextSteps.Step step : steps) {
            for (String command : step.commands()) {
                sh(command);
            }
        }
    }

    private void assertLandedAndTidy() throws Exception {
        assertThat(sh("git show main:note.txt")).isEqualTo("hello");
        assertThat(repository.resolve("note.txt")).hasContent("hello");
        assertThat(sh("git worktree list").lines()).hasSize(1);
        assertThat(sh("git branch '--format=%(refname:short)'").lines()).containsExactly("main");
        assertThat(sh("git fsck --full --no-dangling 2>&1")).isEmpty();
    }

    private String sh(String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", line)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(line + "\n" + output).isZero();
        return output.lines().collect(Collectors.joining("\n"));
    }
}
