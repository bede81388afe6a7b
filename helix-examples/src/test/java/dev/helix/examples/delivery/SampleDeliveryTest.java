/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.examples.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that run the example as a reader does and let git judge what it did. */
class SampleDeliveryTest {
    @TempDir
    private static Path folder;

    private static Path repository;
    private static CheckoutWatch watch;
    private static CommandRun run;
    private static JsonNode report;

    @BeforeAll
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    static void deliver() throws Exception {
        Path into = folder.resolve("a b");
        repository = into.resolve("corner-shop");
        try (CheckoutWatch watching = CheckoutWatch.of(repository)) {
            watch = watching;
            run = CommandRun.of("--into", into.toString(), "--report", folder + "/report.json");
        }
        report = CommandRun.json(folder.resolve("report.json"));
    }

    @Test
    void sampleTaskIsDelivered() throws Exception {
        assertThat(run.output())
                .contains("DELIVERED: all five criteria are proven")
                .contains("Delivered: main at "
                        + git("rev-parse", "--short=10", "main").strip() + " carries the work.");
        assertThat(run.status()).isZero();
    }

    @Test
    void mainHasExactlyOneNewCommitAndItIsAMerge() throws Exception {
        assertThat(git("rev-list", "--first-parent", "main").lines()).hasSize(2);
        assertThat(git("rev-list", "--parents", "-n", "1", "main").strip().split(" "))
                .hasSize(3);
        assertThat(git("rev-parse", "main^1")).isEqualTo(git("rev-list", "--max-parents=0", "main"));
    }

    @Test
    void mainCarriesTheVeryTreeThatWasVerified() throws Exception {
        String tree = git("rev-parse", "main^{tree}").strip();
        JsonNode merge = report.at("/delivery/repositories/0/merge");

        assertThat(merge.path("type").asText()).isEqualTo("Merged");
        assertThat(merge.path("tree").asText()).isEqualTo(tree);
        assertThat(merge.path("checks"))
                .allMatch(check -> check.path("tree").asText().equals(tree));
        assertThat(merge.at("/checks/1/runs")).hasSize(SampleProject.VERIFICATION.size());
        assertThat(git("log", "-1", "--format=%(trailers:key=Helix-Verified-Tree,valueonly)")
                        .strip())
                .isEqualTo(tree);
    }

    @Test
    void mergeCommitNamesBaselineSessionAndBranch() throws Exception {
        String message = git("log", "-1", "--format=%B");

        assertThat(message)
                .contains("Helix-Baseline: "
                        + report.at("/delivery/baseline/hash").asText())
                .contains("Helix-Session: " + report.at("/delivery/session").asText())
                .contains("Helix-Branch: "
                        + report.at("/delivery/repositories/0/binding/branch").asText());
    }

    @Test
    void noWorktreeBranchOrFileIsLeftBehind() throws Exception {
        assertThat(git("worktree", "list").lines()).hasSize(1);
        assertThat(git("for-each-ref", "--format=%(refname)").lines()).containsExactly("refs/heads/main");
        assertThat(git("status", "--porcelain", "--ignored")).isEmpty();
        assertThat(git("fsck", "--full", "--strict")).isEmpty();
        assertThat(Path.of(
                        report.at("/delivery/repositories/0/binding/worktree").asText()))
                .doesNotExist();
    }

    @Test
    void checkoutStaysCleanThroughout() {
        assertThat(watch.statuses()).hasSizeGreaterThan(10).allMatch(String::isEmpty);
    }

    @Test
    void forbiddenPathsAreUntouched() throws Exception {
        assertThat(git("diff", "--name-only", "main^1", "main").lines())
                .isNotEmpty()
                .allMatch(path -> path.startsWith("checks/") || path.startsWith("src/shop/"))
                .noneMatch(path -> path.startsWith("src/shop/tax/"));
    }

    @Test
    void outputShowsRefusalsProposalsAndRounds() {
        assertThat(run.output())
                .contains("!! REFUSED: out of scope")
                .contains("!! ASKS FOR MORE SCOPE: src/shop/tax/Vat.java")
                .contains("the host answers defer")
                .contains("!! SENT BACK (round 1)")
                .contains("13 checks passed, 0 failed")
                .contains("$ git log --graph")
                .contains("nothing to commit, working tree clean");
    }

    @Test
    void reportHoldsFiveProvenCriteriaWithEvidence() {
        assertThat(report.path("outcome").asText()).isEqualTo("DELIVERED");
        assertThat(report.at("/delivery/repositories/0/verdicts")).hasSize(5);
        assertThat(report.at("/delivery/repositories/0/verdicts"))
                .allMatch(verdict -> verdict.path("proven").asBoolean())
                .allMatch(verdict -> !verdict.path("evidence").isEmpty());
        assertThat(report.at("/delivery/gaps")).hasSize(1);
        assertThat(report.at("/delivery/decisions")).hasSize(1);
        assertThat(report.at("/delivery/agents")).hasSize(4);
    }

    @Test
    void rowsFitTheTerminal() {
        Pattern row = Pattern.compile("^ *\\d+\\.\\d\\d  .*");
        List<String> rows =
                run.output().lines().filter(line -> row.matcher(line).matches()).toList();

        assertThat(rows).hasSizeGreaterThan(40).allMatch(line -> line.length() <= Terminal.WIDTH);
        assertThat(run.output()).doesNotContain("\u001b");
    }

    @Test
    void commitsCarryTheRepositorysOwnIdentity() throws Exception {
        assertThat(git("log", "--format=%ae").lines()).containsOnly("shop@example.org");
        assertThat(Files.readString(repository.resolve(".git/config"))).contains("shop@example.org");
    }

    private static String git(String... arguments) throws Exception {
        return GitProgram.isolatedIn(repository).run(arguments);
    }
}
