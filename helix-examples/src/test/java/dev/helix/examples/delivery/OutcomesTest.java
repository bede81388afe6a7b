/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that end the command in every way there is, on a repository that counts as the user's own. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OutcomesTest {
    private static final String TASK = "Write hello into note.txt. Only touch note.txt.";

    @TempDir
    private Path folder;

    private Path repository;
    private Path report;

    @BeforeEach
    void layOutRepository() throws Exception {
        repository = SampleProject.layOut(folder.resolve("own"));
        report = folder.resolve("report.json");
    }

    @Test
    void ownRepositoryIsDeliveredTo() throws Exception {
        CommandRun run = deliver(cassette(binding(), writing("note.txt"), "commit", "request_review", "complete"));

        assertThat(run.output()).contains("Delivered: main at ");
        assertThat(run.status()).isZero();
        assertThat(repository.resolve("note.txt")).hasContent("hello");
        assertThat(git("rev-list", "--first-parent", "main").lines()).hasSize(2);
        assertThat(git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void emptyClaimsAreSentBackUntilTheRoundsAreUsedUp() throws Exception {
        CommandRun run = deliver(cassette("complete", "complete", "complete", "complete", "complete", "complete"));

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.output()).contains("!! SENT BACK (round 4)").doesNotContain("round 5");
        assertThat(CommandRun.json(report).path("outcome").asText()).isEqualTo("SENT_BACK");
        assertNothingLanded();
    }

    @Test
    void failingVerificationKeepsTheWorkOffMain() throws Exception {
        String done = "complete";
        CommandRun run = deliver(
                cassette(binding(), writing("note.txt"), "commit", done, done, done, done, done, done),
                "--verify",
                "echo the check says no; exit 3");

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.output()).contains("!! NOT MERGED", "the check says no");
        assertNothingLanded();
    }

    @Test
    void changesInTheCheckoutAreToldBeforeAnyTokenIsSpent() throws Exception {
        Files.writeString(repository.resolve("README.md"), "half a thought");
        CommandRun run = deliver(cassette(binding(), writing("note.txt"), "commit", "complete"));

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.output())
                .contains("commit or stash there", "README.md", "--go-on")
                .doesNotContain("locks the request");
        assertThat(CommandRun.json(report).path("code").asText()).isEqualTo("task-not-started");
        assertNothingLanded();
    }

    @Test
    void mergeUnderWayIsToldBeforeAnyTokenIsSpent() throws Exception {
        Files.writeString(repository.resolve(".git/MERGE_HEAD"), git("rev-parse", "HEAD"));
        CommandRun run = deliver(cassette("complete"));

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.output()).contains("a merge is under way in " + repository);
    }

    @Test
    void userAtATerminalChoosesWhetherToStartAllTheSame() throws Exception {
        Files.writeString(repository.resolve("README.md"), "half a thought");
        String cassette = cassette(binding(), writing("note.txt"), "commit", "complete");

        assertThat(answered("no\n", cassette).output()).doesNotContain("locks the request");
        assertThat(answered("yes\nno\n", cassette).output()).contains("locks the request");
    }

    @Test
    void blockedDeliveryNamesCommandsThatFinishIt() throws Exception {
        Files.writeString(repository.resolve("README.md"), "half a thought");
        CommandRun run = deliver(cassette(binding(), writing("note.txt"), "commit", "complete"), "--go-on");

        assertThat(run.status()).isEqualTo(5);
        assertThat(CommandRun.json(report).path("outcome").asText()).isEqualTo("BLOCKED");
        assertThat(run.output()).contains("git -C " + repository + " merge --no-ff aiagent/");
        assertNothingLanded();

        assertThat(run.output()).contains("whose proof has not run yet", "cd " + repository + " && sh -c 'test hello");
        followNextSteps(run);
        assertThat(repository.resolve("README.md")).hasContent("half a thought");
        assertThat(git("show", "main:note.txt")).isEqualTo("hello");
        assertThat(git("worktree", "list").lines()).hasSize(1);
        assertThat(git("branch", "--format=%(refname:short)").lines()).containsExactly("main");
    }

    @Test
    void blockedDeliveryLandsOnceTheUserClearedTheCheckoutAndSaysYes() throws Exception {
        Path readme = repository.resolve("README.md");
        String committed = Files.readString(readme);
        Files.writeString(readme, "half a thought");
        try (PipedOutputStream typed = new PipedOutputStream()) {
            PipedInputStream in = new PipedInputStream(typed);
            PrintStream watched = new PrintStream(new QuestionWatch("Try again now?", () -> {
                Files.writeString(readme, committed);
                typed.write("yes\n".getBytes(StandardCharsets.UTF_8));
                typed.flush();
            }));
            String cassette = cassette(binding(), writing("note.txt"), "commit", "complete");
            String[] args = commandLine(cassette, "--go-on");

            int status = Main.run(args, Map.of("HELIX_TERMINAL", "yes"), watched, in);

            assertThat(status).isZero();
        }
        assertThat(git("show", "main:note.txt")).isEqualTo("hello");
    }

    @Test
    void timeLimitEndsAModelThatNeverAnswers() throws Exception {
        CommandRun run = deliver("""
                {"format": "helix-cassette/1", "description": "silence", "conversations": [
                 {"name": "execution", "opens": "hello", "replies": [
                  {"stalls": true}]}]}
                """, "--time-limit", "0.02");

        assertThat(run.status()).isEqualTo(5);
        JsonNode json = CommandRun.json(report);
        assertThat(json.path("outcome").asText()).isEqualTo("BLOCKED");
        assertThat(json.path("reason").asText()).isEqualTo("LIMIT_REACHED");
        assertNothingLanded();
    }

    @Test
    void workThatWasNeverCommittedIsNotLostByFollowingTheNextSteps() throws Exception {
        String done = "complete";
        CommandRun run = deliver(cassette(binding(), writing("note.txt"), done, done, done, done, done, done));

        assertThat(run.status()).isEqualTo(4);
        followNextSteps(run);
        assertThat(git("show", "main:note.txt")).isEqualTo("hello");
        assertThat(git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void abandonedWorkIsKeptUnderARef() throws Exception {
        CommandRun run = deliver(cassette(binding(), writing("note.txt"), "commit"), "--time-limit", "5");

        assertThat(run.status()).isEqualTo(6);
        String ref = CommandRun.json(report).at("/saved/ref").asText();
        assertThat(git("show", ref + ":note.txt")).isEqualTo("hello");
        assertThat(run.output()).contains("git -C " + repository + " show " + ref);
        assertNothingLanded();
    }

    @Test
    void impossibleTasksAreRefusedWithTheirCodes() throws Exception {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Path noCassette = folder.resolve("absent.json");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"format\": 7");

        assertRefused("repository-not-a-repository", "--repo", plain.toString(), "--model", "replay:x");
        assertRefused("model-credential-missing", "--repo", repository.toString(), "--model", "anthropic:claude-x");
        assertRefused("provider-unknown", "--repo", repository.toString(), "--model", "nobody:m");
        assertRefused("cassette", "--repo", repository.toString(), "--cassette", noCassette.toString());
        assertRefused("cassette", "--repo", repository.toString(), "--cassette", broken.toString());
        assertNothingLanded();
    }

    private void assertRefused(String code, String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--task", TASK, "--verify", "true", "--home", folder + "/home"));
        all.addAll(List.of("--report", report.toString()));
        if (code.startsWith("repository")) {
            all.set(all.indexOf("--model"), "--cassette");
            all.set(all.indexOf("replay:x"), write(cassette("complete")).toString());
        }
        CommandRun run = CommandRun.with(Map.of(), all.toArray(String[]::new));

        assertThat(run.status()).as(run.output()).isEqualTo(3);
        assertThat(run.output()).contains("refused (" + code).doesNotContain("\tat ");
        assertThat(CommandRun.json(report).path("outcome").asText()).isEqualTo("REFUSED");
        assertThat(CommandRun.json(report).path("code").asText()).startsWith(code);
    }

    private void assertNothingLanded() throws Exception {
        assertThat(git("rev-list", "main").lines()).hasSize(1);
        assertThat(git("fsck", "--full", "--no-dangling")).isEmpty();
    }

    /** Runs every command that stands under "What to do next", as a reader who copies them would. */
    private void followNextSteps(CommandRun run) throws Exception {
        String steps = run.output().substring(run.output().indexOf("What to do next"));
        for (String line : steps.lines().map(String::strip).toList()) {
            if (line.startsWith("git ") || line.startsWith("cd ")) {
                Process process = new ProcessBuilder("sh", "-c", line)
                        .redirectErrorStream(true)
                        .start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).as(line + "\n" + output).isZero();
            }
        }
    }

    private CommandRun answered(String lines, String cassette) throws Exception {
        return CommandRun.answered(lines, commandLine(cassette));
    }

    private CommandRun deliver(String cassette, String... more) throws Exception {
        return CommandRun.of(commandLine(cassette, more));
    }

    private String[] commandLine(String cassette, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of("--repo", repository.toString(), "--task", TASK));
        args.addAll(List.of("--cassette", write(cassette).toString(), "--verify", "test hello = \"$(cat note.txt)\""));
        args.addAll(List.of("--home", folder + "/home", "--report", report.toString()));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private Path write(String cassette) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "cassette", ".json"), cassette);
    }

    private static String binding() {
        return "create_worktree_binding";
    }

    private static String writing(String path) {
        return "write " + path;
    }

    /** Makes a model that makes one tool call after another, whatever it hears. */
    private static String cassette(String... calls) {
        List<String> replies = new ArrayList<>();
        for (String call : calls) {
            replies.add("{\"calls\": [{\"tool\": \"" + call.split(" ")[0] + "\", \"arguments\": " + arguments(call)
                    + "}]}");
        }
        return "{\"format\": \"helix-cassette/1\", \"conversations\": [{\"name\": \"execution\","
                + " \"opens\": \"hello\", \"replies\": [" + String.join(",\n", replies) + "]}]}";
    }

    private static String arguments(String call) {
        return switch (call.split(" ")[0]) {
            case "create_worktree_binding" -> "{\"project_root\": \".\", \"task\": \"note\"}";
            case "write" -> "{\"path\": \"" + call.split(" ")[1] + "\", \"content\": \"hello\"}";
            case "commit" -> "{\"message\": \"Write a note\"}";
            case "complete" -> "{\"summary\": \"done\"}";
            default -> "{}";
        };
    }

    private String git(String... arguments) throws Exception {
        return GitProgram.isolatedIn(repository).run(arguments);
    }
}
