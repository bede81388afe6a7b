/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.HelixHome;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.Secret;
import dev.helix.api.session.Progress;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.core.engine.RetryPolicy;
import dev.helix.examples.acceptance.CheckedEngines.Checked;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.llm.cli.CliEngines;
import dev.helix.llm.gemini.GeminiEngines;
import dev.helix.llm.ollama.OllamaEngines;
import dev.helix.llm.openai.ChatServer;
import dev.helix.llm.openai.OpenAiEngines;
import dev.helix.worktree.GitWorktrees;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tour of twelve turns over somebody else's servers and programs: aimock speaks all five protocols, and {@code
 * claude}, {@code codex} and {@code gemini} work against it behind the sandbox. Set {@code -Dhelix.programs=} to a
 * directory in which {@code npm install --ignore-scripts @copilotkit/aimock @anthropic-ai/claude-code @openai/codex
 * @google/gemini-cli} was run.
 */
class AimockTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+)");

    private static final String AUTHENTICATION = "{\"security\":{\"auth\":{\"selectedType\":\"gemini-api-key\"}}}";

    @TempDir
    private Path folder;

    private final List<Checked> checked = new CopyOnWriteArrayList<>();
    private final RecordingHost host = new RecordingHost();
    private final ArrayNode fixtures = JSON.createArrayNode();
    private Scenario scenario;
    private Path programs;
    private Process aimock;
    private URI server;

    @BeforeEach
    void start() throws Exception {
        String installed = System.getProperty("helix.programs", "");
        Assumptions.assumeFalse(installed.isEmpty(), "no directory of programs is named with -Dhelix.programs");
        scenario = Scenario.in(folder);
        programs = Path.of(installed).toRealPath();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (aimock != null) {
            aimock.destroy();
            aimock.waitFor();
        }
    }

    /** Adds what is answered to a turn: calls first, then the name of the turn. A later turn is looked for first. */
    private void answer(int turn, Object... calls) {
        for (boolean called : calls.length == 0 ? new boolean[] {false} : new boolean[] {false, true}) {
            ObjectNode fixture = fixtures.insertObject(0);
            ObjectNode match = fixture.putObject("match").put("userMessage", question(turn));
            ObjectNode response = fixture.putObject("response").put("reasoning", "thoughts of " + turn);
            if (calls.length > 0) {
                match.put("hasToolResult", called);
            }
            if (called || calls.length == 0) {
                response.put("content", "answer-" + turn + ".");
                continue;
            }
            response.put("content", "calling-" + turn + ".");
            for (int i = 0; i < calls.length; i += 2) {
                response.withArray("toolCalls")
                        .addObject()
                        .put("name", (String) calls[i])
                        .put("arguments", (String) calls[i + 1]);
            }
        }
    }

    private static String question(int turn) {
        return "question-" + turn + ".";
    }

    private static String path(String path) {
        return "{\"path\":\"" + path + "\"}";
    }

    /** Starts aimock on a free port. */
    private void serve() throws IOException {
        Path file = folder.resolve("fixtures.json");
        Files.writeString(
                file, JSON.createObjectNode().set("fixtures", fixtures).toString());
        Path cli = programs.resolve("node_modules/@copilotkit/aimock/dist/cli.js");
        Assumptions.assumeTrue(Files.exists(cli), cli + " is not installed");
        aimock = new ProcessBuilder("node", cli.toString(), "-p", "0", "--strict", "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader lines = aimock.inputReader();
        while (server == null) {
            String line = lines.readLine();
            assertThat(line).as("aimock ended before it listened").isNotNull();
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                server = URI.create(listening.group(1));
            }
        }
        Thread rest = new Thread(() -> {
            try {
                lines.transferTo(Writer.nullWriter());
            } catch (IOException stopped) {
                // As every test does in the end.
            }
        });
        rest.setDaemon(true);
        rest.start();
    }

    private EngineFactory[] engines() {
        Path modules = programs.resolve("node_modules");
        URI v1 = server.resolve("/v1");
        return Stream.<EngineFactory>of(
                        AnthropicEngines.builder().baseUrl(server).build(),
                        OpenAiEngines.chat(ChatServer.deepSeek()).baseUrl(v1).build(),
                        OpenAiEngines.responses().baseUrl(v1).build(),
                        GeminiEngines.builder().baseUrl(server).build(),
                        OllamaEngines.builder()
                                .baseUrl(server)
                                .contextTokens(32_768)
                                .build(),
                        CliEngines.claudeCode()
                                .endpoint(server)
                                .program(modules.resolve("@anthropic-ai/claude-code-linux-x64/claude")
                                        .toString())
                                .idleLimit(Duration.ofMinutes(1))
                                .build(),
                        CliEngines.codex()
                                .endpoint(v1)
                                .program(modules.resolve(".bin/codex").toString())
                                .idleLimit(Duration.ofMinutes(1))
                                .build(),
                        CliEngines.geminiCli()
                                .endpoint(server)
                                .program(modules.resolve(".bin/gemini").toString())
                                .idleLimit(Duration.ofMinutes(1))
                                .build(),
                        CliEngines.acp(
                                        modules.resolve(".bin/gemini").toString(),
                                        "--acp",
                                        "--skip-trust",
                                        "-m",
                                        "gemini-2.5-flash")
                                .provider("gemini-acp")
                                .keyVariable("GEMINI_API_KEY")
                                .environment("GOOGLE_GEMINI_BASE_URL", server.toString())
                                .endpoint(server)
                                .file(".gemini/settings.json", AUTHENTICATION)
                                .idleLimit(Duration.ofMinutes(1))
                                .build())
                .map(engines -> new CheckedEngines(engines, checked))
                .toArray(EngineFactory[]::new);
    }

    private Helix helix() {
        return Helix.builder()
                .home(HelixHome.at(folder.resolve("home")))
                .engines(engines())
                .defaultModel("anthropic:claude-opus-4-6")
                .credentials(request -> Optional.of(Secret.of("sk-ant-api03-of-a-test")))
                .retries(RetryPolicy.builder().attempts(1).build())
                .worktrees(GitWorktrees.builder().readable(programs).build())
                .build();
    }

    private JsonNode journal() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve("/__aimock/journal")).build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    @Test
    @Timeout(300)
    void oneSessionVisitsEveryProtocolAndEveryProgram() throws Exception {
        answer(1, "create_worktree_binding", "{\"project_root\":\".\",\"task\":\"the work\"}");
        answer(2, "write", "{\"path\":\"one.txt\",\"content\":\"first-note\\n\"}", "read", path("src/main.sh"));
        answer(3, "read", path("one.txt"), "read", path("none.txt"));
        answer(4, "read", path("one.txt"), "list", path("."));
        answer(5, "read", path("one.txt"), "read", path("one.txt"));
        answer(6, "shell", "{\"command\":\"cat one.txt\"}");
        answer(7, "Bash", "{\"command\":\"echo by-claude >claude.txt\",\"description\":\"Write\"}");
        answer(8, "exec_command", "{\"cmd\":\"echo by-codex >codex.txt\"}");
        answer(9, "run_shell_command", "{\"command\":\"echo by-gemini >gemini.txt\"}");
        answer(10, "run_shell_command", "{\"command\":\"echo by-acp >acp.txt\"}");
        answer(11, "read", path("claude.txt"), "read", path("codex.txt"));
        answer(12);
        serve();
        List<String> models = List.of(
                "anthropic:claude-opus-4-6",
                "anthropic:claude-opus-4-6",
                "deepseek:deepseek-reasoner",
                "openai:gpt-5.5",
                "gemini:gemini-3-pro-preview",
                "ollama:qwen3:8b",
                "claude-code:claude-sonnet-4-5",
                "codex:gpt-5",
                "gemini-cli:gemini-2.5-flash",
                "gemini-acp:default",
                "openai:gpt-5.5",
                "anthropic:claude-opus-4-6");
        try (Helix helix = helix()) {
            Session session = helix.sessions()
                    .create(SessionSpec.in(scenario.repository.root())
                            .listener(host)
                            .build());
            for (int turn = 1; turn <= models.size(); turn++) {
                String answer = session.send(UserTurn.text(question(turn)).with(models.get(turn - 1)))
                        .text();

                assertThat(answer).as(models.get(turn - 1)).contains("answer-" + turn + ".");
            }

            Path worktree = session.bindings().get(0).worktree();
            assertThat(worktree.resolve("one.txt")).hasContent("first-note");
            assertThat(worktree.resolve("claude.txt")).hasContent("by-claude");
            assertThat(worktree.resolve("codex.txt")).hasContent("by-codex");
            assertThat(worktree.resolve("gemini.txt")).hasContent("by-gemini");
            assertThat(worktree.resolve("acp.txt")).hasContent("by-acp");
        }
        assertThat(checked)
                .allSatisfy(request ->
                        assertThat(request.violations()).as(request.model()).isEmpty());
        Checked last = checked.get(checked.size() - 1);
        assertThat(last.request().messages().toString())
                .containsSubsequence(Stream.iterate(1, turn -> turn < models.size(), turn -> turn + 1)
                        .flatMap(turn -> Stream.of(question(turn), "answer-" + turn + "."))
                        .toList());
        assertThat(host.heard().stream()
                        .filter(Progress.EngineActivity.class::isInstance)
                        .map(Object::toString))
                .anyMatch(line -> line.contains("claude.txt"))
                .anyMatch(line -> line.contains("codex.txt"))
                .anyMatch(line -> line.contains("gemini.txt"))
                .anyMatch(line -> line.contains("acp.txt"));
        assertThat(journal())
                .hasSizeGreaterThan(20)
                .allSatisfy(entry ->
                        assertThat(entry.at("/response/status").asInt()).isEqualTo(200));
    }
}
