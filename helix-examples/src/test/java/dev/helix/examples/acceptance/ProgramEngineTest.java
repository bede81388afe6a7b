/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.helix.api.CallContext;
import dev.helix.api.HelixHome;
import dev.helix.api.Limits;
import dev.helix.api.SessionId;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Secret;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.core.workspace.LocalFiles;
import dev.helix.core.workspace.ReadOnlyCheckout;
import dev.helix.examples.Required;
import dev.helix.llm.cli.CliEngineException;
import dev.helix.llm.cli.CliEngines;
import dev.helix.worktree.CommandIsolation;
import dev.helix.worktree.GitWorktrees;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program as an engine, really behind the sandbox of a session. */
class ProgramEngineTest {
    private static final SessionId SESSION = new SessionId("programs");
    private static final String KEY = "sk-of-the-session";

    @TempDir
    Path folder;

    private final AtomicReference<String> keySeen = new AtomicReference<>("");
    private HttpServer model;
    private HttpServer other;
    private UserRepository repository;

    @BeforeEach
    void start() throws Exception {
        Required.sandbox(HelixHome.at(folder.resolve("home")));
        Required.that(Files.isExecutable(Path.of("/usr/bin/curl")), "the fake program needs /usr/bin/curl");
        model = server();
        other = server();
        repository = UserRepository.in(folder.resolve("api"));
        repository.write("a.txt", "a\n").commitAll("Start");
    }

    @AfterEach
    void stop() {
        if (model != null) {
            model.stop(0);
            other.stop(0);
        }
    }

    private HttpServer server() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            keySeen.set(String.valueOf(exchange.getRequestHeaders().getFirst("x-key")));
            byte[] answer = "forty-two".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static URI uri(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private WorktreeService open(CommandIsolation isolation, Path program) {
        return GitWorktrees.builder()
                .commands(isolation)
                .readable(program)
                .build()
                .open(HelixHome.at(folder.resolve("home")), InstantSource.system());
    }

    /** A program that speaks gemini's dialect and answers with what its script prints. */
    private Path program(String script) throws Exception {
        Path program = Files.writeString(
                folder.resolve("agent"),
                "#!/bin/sh\ncat >/dev/null\nanswer=$( { " + script + "; } 2>&1 | tr '\\n\"' '|_')\n"
                        + "printf '{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"%s\"}\\n' \"$answer\"\n"
                        + "echo '{\"type\":\"result\",\"status\":\"success\"}'\n");
        program.toFile().setExecutable(true);
        return program;
    }

    private String ask(Path program, Workspace workspace) throws InterruptedException {
        CliEngines engines = CliEngines.geminiCli()
                .program(program.toString())
                .endpoint(uri(model))
                .build();
        EngineTarget target = EngineTarget.of(
                        new ModelId("gemini-cli", "default"),
                        CallContext.of(SESSION),
                        request -> Optional.of(Secret.of(KEY)))
                .withWorkspace(workspace);
        ModelRequest request = ModelRequest.builder()
                .messages(List.of(UserMessage.of("What is 6 x 7?")))
                .build();
        return engines.open(target)
                .generate(request, ModelListener.NONE)
                .message()
                .text();
    }

    private String askBound(String script) throws Exception {
        Path program = program(script);
        try (WorktreeService service = open(CommandIsolation.SANDBOXED, program)) {
            return ask(
                    program,
                    service.bind(BindRequest.of(SESSION, repository.root(), "Work"))
                            .workspace());
        }
    }

    @Test
    void itReachesItsModelThroughTheBoundaryWithItsKey() throws Exception {
        String answer = askBound("curl -sS -H \"x-key: $GEMINI_API_KEY\" $GOOGLE_GEMINI_BASE_URL/v1/models");

        assertThat(answer).isEqualTo("forty-two");
        assertThat(keySeen).hasValue(KEY);
    }

    @Test
    void itReachesNothingElse() throws Exception {
        String answer = askBound("curl -sS -o /dev/null -w '%{http_code}' " + uri(other) + "; echo; "
                + "curl -sS --noproxy '*' " + uri(model) + "; curl -sS --noproxy '*' " + uri(other));

        assertThat(answer).startsWith("403").doesNotContain("forty-two");
        assertThat(keySeen).hasValue("");
    }

    @Test
    void itChangesTheWorktreeAndNotTheCheckoutOfTheUser() throws Exception {
        String answer = askBound("echo new >b.txt; cat b.txt; echo x >" + repository.root() + "/a.txt");

        assertThat(answer).startsWith("new|").contains("Read-only file system");
        assertThat(repository.root().resolve("a.txt")).hasContent("a\n");
        assertThat(repository.root().resolve("b.txt")).doesNotExist();
    }

    @Test
    void itsHomeIsWritableAndTheUsersIsNotThere() throws Exception {
        String answer = askBound("echo kept >\"$HOME/state\" && cat \"$HOME/state\"; ls -A "
                + System.getProperty("user.home") + " | grep -c ssh");

        assertThat(answer).isEqualTo("kept|0|");
    }

    @Test
    void theKeyIsInNoCommandLineAndNoEnvironmentButItsOwn() throws Exception {
        String answer = askBound(
                "cat /proc/1/cmdline /proc/1/environ /proc/$PPID/cmdline /proc/$PPID/environ"
                        + " | tr '\\0' ' ' | grep -c \"$GEMINI_API_KEY\"; tr '\\0' ' ' </proc/$$/environ | grep -c \"$GEMINI_API_KEY\"");

        assertThat(answer).isEqualTo("0|1|");
    }

    @Test
    void withoutABindingItReadsTheCheckoutAndWritesNothing() throws Exception {
        Path program = program("cat a.txt; echo x >a.txt; echo y >c.txt; curl -sS $GOOGLE_GEMINI_BASE_URL/v1");
        String answer;
        try (WorktreeService service = open(CommandIsolation.SANDBOXED, program)) {
            answer = ask(program, unbound(service));
        }

        assertThat(answer).startsWith("a|").contains("Read-only file system").endsWith("forty-two");
        assertThat(repository.root().resolve("a.txt")).hasContent("a\n");
        assertThat(repository.root().resolve("c.txt")).doesNotExist();
    }

    @Test
    void withoutABindingAndWithoutASandboxItDoesNotRun() throws Exception {
        Path program = program("touch ran");
        try (WorktreeService service = open(CommandIsolation.UNSANDBOXED, program)) {
            assertThatThrownBy(() -> ask(program, unbound(service)))
                    .isInstanceOfSatisfying(
                            CliEngineException.class,
                            e -> assertThat(e.reason()).isEqualTo(CliEngineException.Reason.NOT_CONFINED));
        }

        assertThat(repository.root().resolve("ran")).doesNotExist();
    }

    private Workspace unbound(WorktreeService service) {
        Path root = repository.root();
        return new ReadOnlyCheckout(
                new LocalFiles(root),
                root.toString(),
                (command, streams) -> service.runReadOnly(root, command, streams, Limits.defaults()));
    }
}
