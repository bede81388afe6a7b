/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.SessionId;
import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.Verdict;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.worktree.BindingId;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.RepositoryFacts;
import dev.helix.api.worktree.TreeId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final CommitId BASE = new CommitId("a".repeat(40));
    private static final CommitId TIP = new CommitId("b".repeat(40));
    private static final CommitId MERGE = new CommitId("c".repeat(40));
    private static final TreeId TREE = new TreeId("d".repeat(40));
    private static final TreeId OTHER_TREE = new TreeId("e".repeat(40));
    private static final Instant NOW = Instant.EPOCH;

    /** A delivery in which everything is right; each test breaks one thing. */
    private List<CommitFact> commits = List.of(fact(TIP, TREE, BASE));

    private List<String> uncommitted = List.of();
    private List<FileChange> changes = List.of(new FileChange("src/a.txt", FileChange.Kind.ADDED, false));
    private List<CommitFact> baseLog = List.of(fact(MERGE, TREE, BASE, TIP), fact(BASE, OTHER_TREE));
    private Optional<CommitFact> mergeCommit = Optional.of(fact(MERGE, TREE, BASE, TIP));
    private List<String> statusBefore = List.of();
    private List<String> status = List.of();
    private List<String> leftBehind = List.of();
    private CheckResult verification = verification(TREE, 0);
    private List<List<String>> asked = List.of(List.of("make", "test"));

    @Test
    void everythingInPlaceProvesAllFive() {
        assertThat(unproven()).isEmpty();
    }

    @Test
    void withoutAVerificationRunNothingProvesTheRequirement() {
        verification = CheckResult.passed("scope", TREE, "fine");

        assertThat(unproven()).containsExactly(Criterion.IMPLEMENTED, Criterion.VERIFIED);
    }

    @Test
    void otherCommandsThanThoseAskedForProveNothing() {
        asked = List.of(List.of("make", "check"));

        assertThat(unproven()).containsExactly(Criterion.IMPLEMENTED, Criterion.VERIFIED);
    }

    @Test
    void onlySomeOfTheCommandsAskedForProveNothing() {
        asked = List.of(List.of("make", "test"), List.of("make", "check"));

        assertThat(unproven()).containsExactly(Criterion.IMPLEMENTED, Criterion.VERIFIED);
    }

    @Test
    void aFailedCommandProvesNothing() {
        verification = verification(TREE, 1);

        assertThat(unproven()).containsExactly(Criterion.IMPLEMENTED, Criterion.VERIFIED);
    }

    @Test
    void aRunOnAnotherTreeDoesNotVerifyTheBaseBranch() {
        verification = verification(OTHER_TREE, 0);

        assertThat(unproven()).containsExactly(Criterion.VERIFIED);
    }

    @Test
    void aBranchWithoutCommitsIsNotCommitted() {
        commits = List.of();

        assertThat(unproven()).containsExactly(Criterion.COMMITTED);
    }

    @Test
    void workLeftOutOfCommitsIsNotCommitted() {
        uncommitted = List.of("src/b.txt");

        assertThat(unproven()).containsExactly(Criterion.COMMITTED);
    }

    @Test
    void aBaseBranchWithoutTheMergeCommitIsNotMerged() {
        mergeCommit = Optional.empty();

        assertThat(unproven()).containsExactly(Criterion.MERGED, Criterion.VERIFIED);
    }

    @Test
    void aMergeOfSomethingElseIsNotMerged() {
        mergeCommit = Optional.of(fact(MERGE, TREE, BASE, BASE));

        assertThat(unproven()).containsExactly(Criterion.MERGED);
    }

    @Test
    void changedPathsOutOfScopeAreNotClean() {
        changes = List.of(new FileChange("pom.xml", FileChange.Kind.MODIFIED, false));

        assertThat(unproven()).containsExactly(Criterion.CLEAN);
    }

    @Test
    void aTouchedPathThatIsNotAsMergedIsNotClean() {
        status = List.of(" M src/a.txt");

        assertThat(unproven()).containsExactly(Criterion.CLEAN);
    }

    @Test
    void whatTheUserDoesElsewhereInTheCheckoutMeanwhileIsTheUsersOwn() {
        status = List.of(" M pom.xml", "?? notes.txt");

        assertThat(unproven()).isEmpty();
    }

    @Test
    void aMergeIsProvenHoweverManyCommitsCameAfterIt() {
        baseLog = List.of(fact(BASE, OTHER_TREE));

        assertThat(unproven()).isEmpty();
    }

    @Test
    void evidenceQuotesTheStatusCommandAndItsAnswerAndSaysApartWhatWasThereBefore() {
        statusBefore = List.of(" M pom.xml");
        status = List.of(" M pom.xml", "?? notes.txt");

        assertThat(verdicts().get(4).evidence().get(0).source()).isEqualTo(RepositoryFacts.STATUS_COMMAND);
        assertThat(verdicts().get(4).evidence().get(0).text()).isEqualTo(" M pom.xml\n?? notes.txt");
        assertThat(verdicts().get(4).evidence().get(1).source()).contains("before the merge");
        assertThat(verdicts().get(4).evidence().get(1).text()).isEqualTo(" M pom.xml");
    }

    @Test
    void aLeftOverBranchIsNotClean() {
        leftBehind = List.of("branch aiagent/abc/x");

        assertThat(unproven()).containsExactly(Criterion.CLEAN);
    }

    @Test
    void everyProvenVerdictCarriesEvidence() {
        assertThat(verdicts()).allSatisfy(verdict -> {
            assertThat(verdict.evidence()).isNotEmpty();
            assertThat(verdict.evidence())
                    .allSatisfy(piece -> assertThat(piece.text()).isNotBlank());
        });
    }

    private List<Criterion> unproven() {
        return verdicts().stream()
                .filter(verdict -> !verdict.proven())
                .map(Verdict::criterion)
                .toList();
    }

    private List<Verdict> verdicts() {
        ScopeBaseline baseline = ScopeBaseline.builder("do it", "f".repeat(64))
                .paths(PathRules.only("src/"))
                .verification(asked)
                .build();
        BindingInfo binding = BindingInfo.builder(new BindingId("x-1"), new SessionId("abc"))
                .repository(Path.of("/repo"))
                .worktree(Path.of("/wt"))
                .branch("aiagent/abc/x")
                .baseBranch("main")
                .base(BASE)
                .title("do it")
                .build();
        MergeOutcome merged = MergeOutcome.Merged.of(MERGE, TREE, List.of(BASE, TIP), List.of(verification));
        return new Judgement(new Observations(
                        baseline,
                        binding,
                        TIP,
                        commits,
                        uncommitted,
                        changes,
                        baseLog,
                        mergeCommit,
                        statusBefore,
                        status,
                        leftBehind,
                        Optional.of(merged),
                        NOW))
                .all();
    }

    private static CommitFact fact(CommitId id, TreeId tree, CommitId... parents) {
        return CommitFact.builder(id, tree)
                .parents(List.of(parents))
                .message("subject")
                .committedAt(NOW)
                .build();
    }

    private static CheckResult verification(TreeId tree, int status) {
        CommandResult result = new CommandResult(status, "output", 0, false, Duration.ofSeconds(1));
        CheckResult.Run run = new CheckResult.Run(Command.of(Duration.ofMinutes(1), "make", "test"), result);
        CheckResult found = status == 0
                ? CheckResult.passed("verification", tree, "summary")
                : CheckResult.failed("verification", tree, "summary");
        return found.runs(List.of(run));
    }
}
