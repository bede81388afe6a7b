/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.helix.api.HelixHome;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.ModelRouting;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.Secret;
import dev.helix.api.model.ToolChoice;
import dev.helix.api.projection.ProjectionReport.Change;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvents.ModelSwitched;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.core.engine.RetryPolicy;
import dev.helix.examples.acceptance.CheckedEngines.Checked;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.llm.cli.CliEngines;
import dev.helix.llm.gemini.GeminiEngines;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.http.OkHttpTransport;
import dev.helix.llm.ollama.OllamaEngines;
import dev.helix.llm.openai.ChatServer;
import dev.helix.llm.openai.OpenAiEngines;
import dev.helix.llm.servers.AnthropicWire;
import dev.helix.llm.servers.ChatWire;
import dev.helix.llm.servers.GeminiWire;
import dev.helix.llm.servers.OllamaWire;
import dev.helix.llm.servers.ProviderWire;
import dev.helix.llm.servers.ResponsesWire;
import dev.helix.llm.servers.ScriptedReply;
import dev.helix.llm.servers.StrictServer;
import dev.helix.testkit.server.FakeRequest;
import dev.helix.worktree.GitWorktrees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One session over a real worktree in which every protocol, a program of the command line and an agent of the Agent
 * Client Protocol answer in turn, and the first model answers again: twelve turns, then one more at each model that was
 * left. The servers are strict, and the programs are processes behind the sandbox.
 */
class ModelTourTest {
    private static final String KEY = "sk-of-the-tour";
    private static final String OPUS = "anthropic:claude-opus-4-6";
    private static final String SONNET = "anthropic:claude-sonnet-4-6";
    private static final String DEEPSEEK = "deepseek:deepseek-reasoner";
    private static final String VLLM = "vllm:our-coder";
    private static final String GPT = "openai:gpt-5.5";
    private static final String GEMINI = "gemini:gemini-3-pro-preview";
    private static final String QWEN = "ollama:qwen3:8b";
    private static final String PROGRAM = "gemini-cli:default";
    private static final String AGENT = "agent:default";
    private static final int TURNS = 12;

    @TempDir
    private static Path folder;

    private static final Map<String, StrictServer> servers = new LinkedHashMap<>();
    private static final List<Checked> checked = new CopyOnWriteArrayList<>();
    /** What was said so far, in order. */
    private static final List<String> said = new ArrayList<>();

    private static final List<Sent> sent = new ArrayList<>();
    private static final List<List<Message>> histories = new ArrayList<>();
    private static List<ModelSwitched> switches;
    private static FakePrograms programs;

    /** What a model or a program got, and what had been said before that turn's answer. */
    private record Sent(String model, String body, List<String> said) {}

    @BeforeAll
    @Timeout(240)
    static void travel() throws Exception {
        Scenario scenario = Scenario.in(folder);
        programs = new FakePrograms(folder.toRealPath().resolve("programs"));
        try (HttpTransport shared = OkHttpTransport.create(HttpLimits.defaults());
                Helix helix = Helix.builder()
                        .home(HelixHome.at(folder.toRealPath().resolve("home")))
                        .engines(engines(shared))
                        .defaultModel(OPUS)
                        .credentials(request -> Optional.of(Secret.of(KEY)))
                        .routing(ModelRouting.builder()
                                .reasoning(Reasoning.effort(Reasoning.Effort.HIGH))
                                .build())
                        .retries(RetryPolicy.builder().attempts(1).build())
                        .worktrees(GitWorktrees.builder()
                                .readable(programs.folder())
                                .build())
                        .build()) {
            Session session = helix.sessions()
                    .create(SessionSpec.in(scenario.repository.root()).build());
            twelveTurns(session);
            for (String model : List.of(DEEPSEEK, VLLM, GPT, GEMINI, QWEN)) {
                turn(session, model, reply(""));
            }
            switches = RecordingHost.bodies(session.events(1), ModelSwitched.class);
        } finally {
            programs.close();
            servers.values().forEach(StrictServer::close);
        }
    }

    private static EngineFactory[] engines(HttpTransport shared) throws IOException {
        URI chat = server("deepseek", ChatWire.reasoning()).resolve("/v1");
        URI template = server("vllm", ChatWire.template()).resolve("/v1");
        CliEngines program = CliEngines.geminiCli()
                .program(programs.command("gemini", "mkdir -p notes && echo third-note >notes/three.txt", " A7")
                        .toString())
                .endpoint(programs.service())
                .build();
        CliEngines agent = CliEngines.acp(programs.folder().resolve("agent").toString())
                .provider("agent")
                .keyVariable("AGENT_KEY")
                .environment("SERVICE", programs.service().toString())
                .endpoint(programs.service())
                .build();
        return Stream.<EngineFactory>of(
                        AnthropicEngines.builder()
                                .baseUrl(server("anthropic", new AnthropicWire()))
                                .build(),
                        OpenAiEngines.chat(ChatServer.deepSeek())
                                .baseUrl(chat)
                                .transport(shared)
                                .build(),
                        OpenAiEngines.chat(ChatServer.vLlm())
                                .baseUrl(template)
                                .transport(shared)
                                .build(),
                        OpenAiEngines.responses()
                                .baseUrl(server("openai", new ResponsesWire()).resolve("/v1"))
                                .build(),
                        GeminiEngines.builder()
                                .baseUrl(server("gemini", new GeminiWire()))
                                .build(),
                        OllamaEngines.builder()
                                .baseUrl(server("ollama", new OllamaWire()))
                                .credential("ollama")
                                .contextTokens(32_768)
                                .build(),
                        program,
                        agent)
                .map(engines -> new CheckedEngines(engines, checked))
                .toArray(EngineFactory[]::new);
    }

    private static URI server(String provider, ProviderWire wire) {
        StrictServer server = StrictServer.start(wire, KEY);
        servers.put(provider, server);
        return server.uri();
    }

    private static void twelveTurns(Session session) throws Exception {
        turn(
                session,
                OPUS,
                reply("", "O1 thinks of a worktree", ToolCalls.bind()),
                reply(
                        "B1 writes",
                        "O1 thinks of notes",
                        ToolCalls.write("notes/one.txt", "first-note\n"),
                        ToolCalls.read("src/main.sh")),
                reply(""));
        turn(
                session,
                DEEPSEEK,
                reply(
                        "B2 reads",
                        "D2 thinks",
                        call("call_" + "d".repeat(35), "read", "notes/one.txt"),
                        call("x2", "read", "docs/guide.md")),
                reply("", "D2 is done"));
        turn(session, VLLM, reply("", "", call("functions.read:0", "read", "notes/none.txt")), reply(""));
        turn(
                session,
                GPT,
                reply(
                        "B4 looks",
                        "G4 thinks",
                        call("call_" + "g".repeat(59), "read", "notes/one.txt"),
                        call("call_g", "read", "check.sh")),
                reply("", "G4 is done"));
        turn(
                session,
                GEMINI,
                reply("B5 reads", "E5 thinks", call("", "read", "notes/one.txt"), call("", "read", "notes/one.txt")),
                reply(""));
        turn(session, QWEN, reply("", "Q6 thinks", ToolCalls.shell("echo second-note | tee notes/two.txt")), reply(""));
        turn(session, PROGRAM);
        Path note = session.bindings().get(0).worktree().resolve("notes/three.txt");
        programs.agent("agent", note, " A8");
        turn(session, AGENT);
        turn(session, GEMINI, reply("", "E9 thinks", call("", "read", "notes/three.txt")), reply(""));
        turn(session, GPT, reply(""));
        turn(session, SONNET, reply("", "S11 thinks", ToolCalls.read("notes/two.txt")), reply(""));
        turn(session, OPUS, reply("", "O12 thinks", ToolCalls.read("notes/three.txt")), reply(""));
        assertThat(histories).hasSize(TURNS);
    }

    private static ToolCall call(String id, String tool, String path) {
        return ToolCall.of(id, tool, "{\"path\":\"" + path + "\"}");
    }

    private static ScriptedReply reply(String text) {
        return reply(text, "");
    }

    /** A reply that says something, the name of its turn where nothing is given and nothing called. */
    private static ScriptedReply reply(String text, String thinking, ToolCall... calls) {
        String name = "m" + said.size() + "x" + text.length() + thinking.hashCode();
        return ScriptedReply.of(name, thinking, text, calls);
    }

    /** Has a model answer a message. */
    private static void turn(Session session, String model, ScriptedReply... replies) throws InterruptedException {
        int number = histories.size() + 1;
        String question = "U" + number + " asks " + model;
        said.add(question);
        List<String> saidBefore = List.copyOf(said);
        StrictServer server = servers.get(model.substring(0, model.indexOf(':')));
        Supplier<List<FakeRequest>> received = server == null ? programs::received : server::received;
        int before = received.get().size();
        for (ScriptedReply reply : replies) {
            boolean last = reply.text().isEmpty() && reply.calls().isEmpty();
            String text = last ? "A" + number + " is the answer" : reply.text();
            String id = reply.messageId() + number;
            server.reply(new ScriptedReply(reply.thinking(), text, reply.calls(), reply.stop(), id));
            if (!text.isEmpty()) {
                said.add(text);
            }
        }
        if (server == null) {
            said.add("A" + number);
        }

        String answer = session.send(UserTurn.text(question).with(model)).text();

        assertThat(answer).contains(said.get(said.size() - 1));
        histories.add(session.history());
        List<FakeRequest> all = received.get();
        assertThat(all.size() - before).isEqualTo(Math.max(1, replies.length));
        all.subList(before, all.size()).forEach(request -> sent.add(new Sent(model, request.body(), saidBefore)));
    }

    @Test
    void everyRequestIsAcceptedByItsServerAndByItsProfile() {
        assertThat(servers.values())
                .allSatisfy(server -> assertThat(server.refused()).isEmpty());
        assertThat(checked)
                .allSatisfy(request ->
                        assertThat(request.violations()).as(request.model()).isEmpty());
        assertThat(checked).hasSameSizeAs(sent);
    }

    @Test
    void noTurnIsLost() {
        assertThat(sent)
                .allSatisfy(request -> assertThat(request.body()).containsSubsequence(request.said()))
                .filteredOn(request -> request.body().contains("first-note"))
                .hasSizeGreaterThan(20);
    }

    @Test
    void theHistoryOfTheSessionOnlyGrows() {
        for (int turn = 1; turn < histories.size(); turn++) {
            List<Message> before = histories.get(turn - 1);
            assertThat(histories.get(turn).subList(0, before.size())).isEqualTo(before);
        }
    }

    @Test
    void programsGetTheConversationAsOneTextAndTheirKey() {
        assertThat(programs.received())
                .hasSize(2)
                .allSatisfy(prompt -> assertThat(prompt.headers()).containsEntry("x-key", KEY));
        assertThat(programs.received().get(0).body())
                .contains("[called the tool read with {\"path\":\"src/main.sh\"}]", "greeting world");
    }

    @Test
    void modelsReadWhatAProgramDidAndItsFileIsInTheWorktree() {
        assertThat(sent.get(sent.size() - 1).body())
                .containsSubsequence("U7", "used its tool run_shell_command with", "A7", "Read the note", "third-note")
                .doesNotContain(KEY);
    }

    @Test
    void everyModelGetsTheSameToolsAndChoosesAmongThemItself() {
        List<Checked> services = checked.stream()
                .filter(request -> !List.of(PROGRAM, AGENT).contains(request.model()))
                .toList();

        assertThat(services).allSatisfy(request -> {
            assertThat(request.request().tools())
                    .isEqualTo(services.get(0).request().tools());
            assertThat(request.request().toolChoice().kind()).isEqualTo(ToolChoice.Kind.AUTO);
        });
        assertThat(services.get(0).request().tools()).isNotEmpty();
    }

    @Test
    void modelsAreAskedToThinkWhereTheyCan() {
        Map<String, String> asked = Map.of(
                OPUS, "\"thinking\":{\"type\":\"adaptive\"}",
                SONNET, "\"thinking\":{\"type\":\"adaptive\"}",
                DEEPSEEK, "\"thinking\":{\"type\":\"enabled\"}",
                GPT, "\"reasoning\":{\"effort\":\"high\"",
                GEMINI, "\"thinkingLevel\":\"high\"",
                QWEN, "\"think\":true");

        assertThat(sent)
                .allSatisfy(request -> assertThat(request.body())
                        .as(request.model())
                        .contains(asked.getOrDefault(request.model(), "")));
        assertThat(sent)
                .filteredOn(request -> request.model().equals(VLLM))
                .allSatisfy(request -> assertThat(request.body()).doesNotContain("\"reason", "\"think"));
    }

    @Test
    void switchesAreReportedWithTheirPathsAndLosses() {
        assertThat(switches.stream().map(ModelTourTest::shown))
                .containsExactly(
                        "anthropic:claude-opus-4-6 -> deepseek:deepseek-reasoner CROSS_PROVIDER"
                                + " {REASONING_ADDED=3, REASONING_DROPPED=2}",
                        "deepseek:deepseek-reasoner -> vllm:our-coder SAME_FAMILY {REASONING_DROPPED=4}",
                        "vllm:our-coder -> openai:gpt-5.5 CROSS_PROVIDER {CALL_ID_CHANGED=1, REASONING_DROPPED=4}",
                        "openai:gpt-5.5 -> gemini:gemini-3-pro-preview CROSS_PROVIDER {CALL_ID_CHANGED=1,"
                                + " PROVIDER_DATA_ADDED=5, PROVIDER_DATA_DROPPED=4, REASONING_DROPPED=6}",
                        "gemini:gemini-3-pro-preview -> ollama:qwen3:8b CROSS_PROVIDER {CALL_ID_CHANGED=1,"
                                + " PROVIDER_DATA_DROPPED=5, REASONING_DROPPED=7}",
                        "ollama:qwen3:8b -> gemini-cli:default CROSS_PROVIDER {CALL_AS_TEXT=11, CALL_ID_CHANGED=1,"
                                + " MESSAGES_MERGED=4, PROVIDER_DATA_DROPPED=5, REASONING_DROPPED=8, RESULT_AS_TEXT=11}",
                        "gemini-cli:default -> agent:default CROSS_PROVIDER {CALL_AS_TEXT=12, CALL_ID_CHANGED=1,"
                                + " MESSAGES_MERGED=4, OPAQUE_DROPPED=1, PROVIDER_DATA_DROPPED=5, REASONING_DROPPED=8,"
                                + " RESULT_AS_TEXT=11}",
                        "agent:default -> gemini:gemini-3-pro-preview CROSS_PROVIDER {CALL_AS_TEXT=2, CALL_ID_CHANGED=1,"
                                + " OPAQUE_DROPPED=2, PROVIDER_DATA_ADDED=6, PROVIDER_DATA_DROPPED=4,"
                                + " REASONING_DROPPED=7}",
                        "gemini:gemini-3-pro-preview -> openai:gpt-5.5 CROSS_PROVIDER {CALL_AS_TEXT=2,"
                                + " CALL_ID_CHANGED=1, OPAQUE_DROPPED=2, PROVIDER_DATA_DROPPED=2, REASONING_DROPPED=7}",
                        "openai:gpt-5.5 -> anthropic:claude-sonnet-4-6 CROSS_PROVIDER {CALL_AS_TEXT=2,"
                                + " CALL_ID_CHANGED=1, OPAQUE_DROPPED=2, PROVIDER_DATA_DROPPED=7, REASONING_DROPPED=9}",
                        "anthropic:claude-sonnet-4-6 -> anthropic:claude-opus-4-6 SAME_ENDPOINT {CALL_AS_TEXT=2,"
                                + " CALL_ID_CHANGED=1, OPAQUE_DROPPED=2, PROVIDER_DATA_DROPPED=7, REASONING_DROPPED=8}",
                        "anthropic:claude-opus-4-6 -> deepseek:deepseek-reasoner CROSS_PROVIDER {CALL_AS_TEXT=2,"
                                + " CALL_ID_CHANGED=2, OPAQUE_DROPPED=2, PROVIDER_DATA_DROPPED=7, REASONING_ADDED=20,"
                                + " REASONING_DROPPED=9}",
                        "deepseek:deepseek-reasoner -> vllm:our-coder SAME_FAMILY {CALL_AS_TEXT=2, CALL_ID_CHANGED=2,"
                                + " OPAQUE_DROPPED=2, PROVIDER_DATA_DROPPED=7, REASONING_DROPPED=11}",
                        "vllm:our-coder -> openai:gpt-5.5 CROSS_PROVIDER {CALL_AS_TEXT=2, CALL_ID_CHANGED=1,"
                                + " OPAQUE_DROPPED=2, PROVIDER_DATA_DROPPED=2, REASONING_DROPPED=9}",
                        "openai:gpt-5.5 -> gemini:gemini-3-pro-preview CROSS_PROVIDER {CALL_AS_TEXT=2,"
                                + " CALL_ID_CHANGED=1, OPAQUE_DROPPED=2, PROVIDER_DATA_ADDED=8, PROVIDER_DATA_DROPPED=6,"
                                + " REASONING_DROPPED=9}",
                        "gemini:gemini-3-pro-preview -> ollama:qwen3:8b CROSS_PROVIDER {CALL_AS_TEXT=2,"
                                + " CALL_ID_CHANGED=1, OPAQUE_DROPPED=2, PROVIDER_DATA_DROPPED=8, REASONING_DROPPED=10}");
    }

    private static String shown(ModelSwitched one) {
        Map<String, Long> losses = one.report().changes().stream()
                .collect(Collectors.groupingBy(
                        (Change change) -> change.kind().name(), TreeMap::new, Collectors.counting()));
        return one.from() + " -> " + one.to() + " " + one.path() + " " + losses;
    }

    @Test
    void aModelThatIsAskedAgainGetsTheSameBytesAndMore() throws IOException {
        for (StrictServer server : servers.values()) {
            Map<String, List<String>> before = new LinkedHashMap<>();
            Map<String, String> frames = new LinkedHashMap<>();
            assertThat(server.received()).hasSizeGreaterThan(2);
            for (FakeRequest request : server.received()) {
                String model = server.wire().model(request);
                List<String> items = new ArrayList<>();
                String frame = split(request.body(), server.wire().conversation(), items);
                List<String> last = before.put(model, items);
                String lastFrame = frames.put(model, frame);
                if (last != null) {
                    assertThat(frame).isEqualTo(lastFrame);
                    assertThat(items).hasSizeGreaterThan(last.size());
                    assertThat(items.subList(0, last.size())).isEqualTo(last);
                }
            }
        }
    }

    /** Adds the bytes of each item of a conversation to a list, and returns the rest of the request. */
    private static String split(String body, String member, List<String> items) throws IOException {
        // Marks of what may be cached move on with the conversation; they are no part of what is cached.
        String unmarked = body.replaceAll(",\"cache_control\":\\{[^}]*}", "");
        try (JsonParser json = new JsonFactory().createParser(unmarked)) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                json.nextToken();
                int start = (int) json.currentTokenLocation().getCharOffset();
                if (json.currentName().equals(member)) {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        int from = (int) json.currentTokenLocation().getCharOffset();
                        json.skipChildren();
                        items.add(unmarked.substring(
                                from, (int) json.currentLocation().getCharOffset()));
                    }
                    return unmarked.substring(0, start)
                            + unmarked.substring((int) json.currentLocation().getCharOffset());
                }
                json.skipChildren();
            }
        }
        throw new AssertionError("no " + member + " in " + body);
    }
}
