/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.helix.api.CallContext;
import dev.helix.api.HelixHome;
import dev.helix.api.SessionId;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Secret;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.examples.Required;
import dev.helix.llm.cli.CliEngines;
import dev.helix.worktree.GitWorktrees;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs as their makers publish them, behind the sandbox, against a model on loopback. Set {@code
 * -Dhelix.programs=} to a directory in which {@code npm install --ignore-scripts @anthropic-ai/claude-code @openai/codex
 * @google/gemini-cli} was run.
 */
class RealProgramsTest {
    private static final String ANSWER = "The answer is forty-two.";

    @TempDir
    Path folder;

    private final Set<String> asked = new ConcurrentSkipListSet<>();
    private HttpServer model;
    private Path programs;

    @BeforeEach
    void start() throws IOException {
        String installed = System.getProperty("helix.programs", "");
        Assumptions.assumeFalse(installed.isEmpty(), "no directory of programs is named with -Dhelix.programs");
        Required.sandbox(HelixHome.at(folder.resolve("home")));
        programs = Path.of(installed).toRealPath();
        model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        model.createContext("/", this::answer);
        model.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        model.start();
    }

    @AfterEach
    void stop() {
        if (model != null) {
            model.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        String events = path.endsWith("/messages")
                ? Wire.ANTHROPIC
                : path.endsWith("/responses")
                        ? Wire.RESPONSES
                        : path.endsWith(":streamGenerateContent") ? Wire.GEMINI : "";
        if (!events.isEmpty()) {
            send(exchange, 200, "text/event-stream", events.replace("ANSWER", ANSWER));
        } else if (path.endsWith(":generateContent")) {
            send(exchange, 200, "application/json", Wire.GEMINI_WHOLE.replace("ANSWER", ANSWER));
        } else {
            send(exchange, 404, "application/json", "{\"error\":{\"type\":\"not_found_error\",\"message\":\"none\"}}");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private URI endpoint(String path) {
        return URI.create("http://127.0.0.1:" + model.getAddress().getPort() + path);
    }

    private ModelReply ask(CliEngines.Builder builder, String name, Path program) throws Exception {
        Assumptions.assumeTrue(Files.exists(program), program + " is not installed");
        CliEngines engines = builder.program(program.toString())
                .idleLimit(Duration.ofMinutes(1))
                .build();
        UserRepository repository = UserRepository.in(folder.resolve("api"));
        repository.write("a.txt", "a\n").commitAll("Start");
        try (WorktreeService service = GitWorktrees.builder()
                .readable(programs)
                .build()
                .open(HelixHome.at(folder.resolve("home")), InstantSource.system())) {
            SessionId session = new SessionId("real");
            EngineTarget target = EngineTarget.of(
                            new ModelId(engines.provider(), name),
                            CallContext.of(session),
                            request -> Optional.of(Secret.of("sk-ant-api03-fake-key")))
                    .withWorkspace(service.bind(BindRequest.of(session, repository.root(), "Work"))
                            .workspace());
            ModelRequest request = ModelRequest.builder()
                    .messages(List.of(UserMessage.of("What is 6 x 7?")))
                    .build();
            return engines.open(target).generate(request, ModelListener.NONE);
        }
    }

    @Test
    void claudeAnswersThroughTheBoundary() throws Exception {
        ModelReply reply = ask(
                CliEngines.claudeCode().endpoint(endpoint("")),
                "claude-sonnet-4-5",
                programs.resolve("node_modules/@anthropic-ai/claude-code-linux-x64/claude"));

        assertThat(reply.message().text()).isEqualTo(ANSWER);
        assertThat(reply.usage().outputTokens()).isPositive();
        assertThat(asked).contains("POST /v1/messages");
    }

    @Test
    void codexAnswersThroughTheBoundary() throws Exception {
        ModelReply reply =
                ask(CliEngines.codex().endpoint(endpoint("/v1")), "gpt-5", programs.resolve("node_modules/.bin/codex"));

        assertThat(reply.message().text()).isEqualTo(ANSWER);
        assertThat(reply.usage().outputTokens()).isPositive();
        assertThat(asked).contains("POST /v1/responses");
    }

    @Test
    void geminiAnswersThroughTheBoundary() throws Exception {
        ModelReply reply = ask(
                CliEngines.geminiCli().endpoint(endpoint("")),
                "gemini-2.5-flash",
                programs.resolve("node_modules/.bin/gemini"));

        assertThat(reply.message().text()).isEqualTo(ANSWER);
        assertThat(reply.usage().outputTokens()).isPositive();
    }

    @Test
    void geminiAnswersOverTheAgentClientProtocol() throws Exception {
        CliEngines.Builder acp = CliEngines.acp("gemini", "--acp", "--skip-trust", "-m", "gemini-2.5-flash")
                .provider("gemini-acp")
                .keyVariable("GEMINI_API_KEY")
                .environment("GOOGLE_GEMINI_BASE_URL", endpoint("").toString())
                .endpoint(endpoint(""))
                .file(".gemini/settings.json", "{\"security\":{\"auth\":{\"selectedType\":\"gemini-api-key\"}}}");

        ModelReply reply = ask(acp, "default", programs.resolve("node_modules/.bin/gemini"));

        assertThat(reply.message().text()).isEqualTo(ANSWER);
    }

    /** One answer on each wire. */
    private static final class Wire {
        private static final String ANTHROPIC = event(
                        "message_start",
                        "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
                                + "\"model\":\"claude-sonnet-4-5\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                                + "\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}")
                + event(
                        "content_block_start",
                        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}")
                + event(
                        "content_block_delta",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"ANSWER\"}}")
                + event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}")
                + event(
                        "message_delta",
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                                + "\"usage\":{\"output_tokens\":7}}")
                + event("message_stop", "{\"type\":\"message_stop\"}");

        private static final String ITEM =
                "{\"id\":\"i1\",\"type\":\"message\",\"role\":\"assistant\",\"status\":\"completed\","
                        + "\"content\":[{\"type\":\"output_text\",\"text\":\"ANSWER\",\"annotations\":[]}]}";
        private static final String RESPONSES = event(
                        "response.created",
                        "{\"type\":\"response.created\",\"response\":{\"id\":\"r1\",\"object\":\"response\",\"output\":[]}}")
                + event(
                        "response.output_item.done",
                        "{\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":" + ITEM + "}")
                + event(
                        "response.completed",
                        "{\"type\":\"response.completed\",\"response\":{\"id\":\"r1\",\"object\":\"response\",\"output\":["
                                + ITEM
                                + "],\"usage\":{\"input_tokens\":9,\"input_tokens_details\":{\"cached_tokens\":0},"
                                + "\"output_tokens\":7,\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":16}}}");

        private static final String GEMINI_WHOLE =
                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":"
                        + "\"ANSWER\"}]},\"finishReason\":\"STOP\",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":9,"
                        + "\"candidatesTokenCount\":7,\"totalTokenCount\":16}}";
        private static final String GEMINI = "data: " + GEMINI_WHOLE + "\n\n";

        private static String event(String name, String data) {
            return "event: " + name + "\ndata: " + data + "\n\n";
        }
    }
}
