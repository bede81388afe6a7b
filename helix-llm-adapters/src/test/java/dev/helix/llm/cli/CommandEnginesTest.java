/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.MissingCredentialException;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.ToolChoice;
import dev.helix.api.model.Usage;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandEnginesTest {
    private static final String CLAUDE_END = "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":false,"
            + "\"result\":\"Done.\",\"stop_reason\":\"end_turn\",\"total_cost_usd\":0.0125,\"usage\":{\"input_tokens\":5,"
            + "\"output_tokens\":7,\"cache_read_input_tokens\":11,\"cache_creation_input_tokens\":13}}";

    @TempDir
    Path directory;

    private CliFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new CliFixture(directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void textToolsUsageAndCostOfClaudeArriveInOrder() throws Exception {
        String program = fixture.writing(
                "claude",
                "{\"type\":\"system\",\"subtype\":\"init\",\"session_id\":\"s\"}",
                "{\"type\":\"stream_event\",\"event\":{\"delta\":{\"type\":\"text_delta\",\"text\":\"Loo\"}}}",
                "{\"type\":\"stream_event\",\"event\":{\"delta\":{\"type\":\"text_delta\",\"text\":\"king.\"}}}",
                "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"Looking.\"}]}}",
                "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"tool_use\",\"id\":\"t1\","
                        + "\"name\":\"Bash\",\"input\":{\"command\":\"ls\"}}]}}",
                "{\"type\":\"user\",\"message\":{\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\","
                        + "\"content\":\"a.txt\",\"is_error\":false}]}}",
                "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"Done.\"}]}}",
                CLAUDE_END);

        ModelReply reply = fixture.ask(CliEngines.claudeCode().program(program));

        List<Content> content = reply.message().content();
        assertThat(content.get(0)).isEqualTo(Text.of("Looking."));
        assertThat(((Opaque) content.get(1)).json()).contains("agent_tool_call", "Bash", "ls");
        assertThat(((Opaque) content.get(2)).json()).contains("agent_tool_result", "a.txt");
        assertThat(content.get(3)).isEqualTo(Text.of("Done."));
        assertThat(((Opaque) content.get(4)).json()).contains("agent_cost", "0.0125");
        assertThat(reply.stop()).isEqualTo(StopReason.END);
        assertThat(reply.usage())
                .isEqualTo(Usage.builder()
                        .inputTokens(5)
                        .outputTokens(7)
                        .cacheReadTokens(11)
                        .cacheWriteTokens(13)
                        .build());
        assertThat(String.join("", fixture.heard.text)).startsWith("Looking.").endsWith("Done.\n\n");
        assertThat(fixture.heard.activities).containsExactly("Bash {\"command\":\"ls\"}", "done: a.txt");
    }

    @Test
    void aResultOfClaudeThatIsAnErrorFailsThoughItsSubtypeSaysSuccess() throws Exception {
        String program = fixture.program(
                "claude",
                "cat >/dev/null; echo '{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,"
                        + "\"api_error_status\":529,\"result\":\"Overloaded\"}'; exit 1");

        assertThatThrownBy(() -> fixture.ask(CliEngines.claudeCode().program(program)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("529")
                .hasMessageContaining("Overloaded");
    }

    @Test
    void aFailureAfterToolsWereUsedIsNotRepeated() throws Exception {
        String program = fixture.writing(
                "claude",
                "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"tool_use\",\"id\":\"t1\","
                        + "\"name\":\"Write\",\"input\":{}}]}}",
                "{\"type\":\"result\",\"is_error\":true,\"api_error_status\":529,\"result\":\"Overloaded\"}");

        assertThatThrownBy(() -> fixture.ask(CliEngines.claudeCode().program(program)))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("worktree");
    }

    @Test
    void aRefusedKeyIsAnAuthenticationFailureThatDoesNotShowIt() throws Exception {
        String program = fixture.writing(
                "claude",
                "{\"type\":\"result\",\"is_error\":true,\"api_error_status\":401,\"result\":\"bad key " + CliFixture.KEY
                        + "\"}");

        assertThatThrownBy(() -> fixture.ask(CliEngines.claudeCode().program(program)))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("[hidden]")
                .hasMessageNotContaining(CliFixture.KEY);
    }

    @Test
    void codexAnswersAndItsErrorItemsAreWarnings() throws Exception {
        String program = fixture.writing(
                "codex",
                "{\"type\":\"thread.started\",\"thread_id\":\"t\"}",
                "{\"type\":\"item.completed\",\"item\":{\"id\":\"0\",\"type\":\"error\",\"message\":\"no metadata\"}}",
                "{\"type\":\"item.completed\",\"item\":{\"id\":\"1\",\"type\":\"reasoning\",\"text\":\"Hm.\"}}",
                "{\"type\":\"item.started\",\"item\":{\"id\":\"2\",\"type\":\"command_execution\",\"command\":\"ls\"}}",
                "{\"type\":\"item.completed\",\"item\":{\"id\":\"2\",\"type\":\"command_execution\",\"command\":\"ls\","
                        + "\"aggregated_output\":\"gone\",\"exit_code\":2,\"status\":\"failed\"}}",
                "{\"type\":\"item.completed\",\"item\":{\"id\":\"3\",\"type\":\"agent_message\",\"text\":\"Hello.\"}}",
                "{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":100,\"cached_input_tokens\":60,"
                        + "\"output_tokens\":9}}");

        ModelReply reply = fixture.ask(CliEngines.codex().program(program));

        assertThat(reply.message().text()).isEqualTo("Hello.");
        assertThat(reply.usage().inputTokens()).isEqualTo(40);
        assertThat(reply.usage().cacheReadTokens()).isEqualTo(60);
        assertThat(fixture.heard.thinking).containsExactly("Hm.");
        assertThat(fixture.heard.activities)
                .containsExactly("warning: no metadata", "command_execution ls", "failed: gone");
    }

    @Test
    void aFailedTurnOfCodexIsTypedByTheStatusInItsWords() throws Exception {
        String program = fixture.writing(
                "codex",
                "{\"type\":\"error\",\"message\":\"Reconnecting... 1/5\"}",
                "{\"type\":\"turn.failed\",\"error\":{\"message\":\"unexpected status 503 Service Unavailable\"}}");

        assertThatThrownBy(() -> fixture.ask(CliEngines.codex().program(program)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("503");
    }

    @Test
    void geminiAnswersInPieces() throws Exception {
        String program = fixture.writing(
                "gemini",
                "YOLO mode is enabled.",
                "{\"type\":\"init\",\"session_id\":\"s\"}",
                "{\"type\":\"message\",\"role\":\"user\",\"content\":\"hello\"}",
                "{\"type\":\"tool_use\",\"tool_name\":\"read_file\",\"tool_id\":\"r1\",\"parameters\":{\"path\":\"a\"}}",
                "{\"type\":\"tool_result\",\"tool_id\":\"r1\",\"status\":\"success\",\"output\":\"text\"}",
                "{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"Hel\",\"delta\":true}",
                "{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"lo.\",\"delta\":true}",
                "{\"type\":\"result\",\"status\":\"success\",\"stats\":{\"input_tokens\":10,\"output_tokens\":2,"
                        + "\"cached\":4}}");

        ModelReply reply = fixture.ask(CliEngines.geminiCli().program(program));

        assertThat(reply.message().text()).isEqualTo("Hello.");
        assertThat(fixture.heard.text).containsExactly("Hel", "lo.");
        assertThat(reply.usage().inputTokens()).isEqualTo(6);
        assertThat(fixture.heard.activities).containsExactly("read_file {\"path\":\"a\"}", "done: text");
    }

    @Test
    void theConversationGoesInAsATranscript() throws Exception {
        Origin other = new Origin("anthropic", "anthropic-messages", "m");
        ModelRequest request = ModelRequest.builder()
                .system("Be brief.")
                .messages(List.of(
                        UserMessage.of("What is 6 x 7?"),
                        new AssistantMessage(List.of(Text.of("42."), Opaque.of(other, "{\"type\":\"thing\"}")), other),
                        UserMessage.of("And plus one?")))
                .build();
        String program = fixture.writing("claude", CLAUDE_END);

        fixture.open(CliEngines.claudeCode().program(program)).generate(request, fixture.heard);

        assertThat(fixture.read("prompt"))
                .startsWith("Be brief.")
                .contains("## User\n\nWhat is 6 x 7?", "## Assistant\n\n42.")
                .endsWith("And plus one?");
    }

    @Test
    void whatATranscriptCannotCarryIsInTheReport() throws Exception {
        CliEngine engine = (CliEngine) fixture.open(CliEngines.claudeCode());
        ModelRequest request = ModelRequest.builder()
                .messages(List.of(
                        UserMessage.of("Go"),
                        new AssistantMessage(
                                List.of(Text.of("Gone."), Opaque.of(engine.origin(), "{\"type\":\"agent_tool_call\"}")),
                                engine.origin()),
                        UserMessage.of("Again")))
                .build();

        var report = dev.helix.core.projection.HistoryProjector.of(engine.profile(request))
                .project(request)
                .report();

        assertThat(report.isUnchanged()).isFalse();
    }

    @Test
    void theKeyIsInTheEnvironmentAlone() throws Exception {
        String program = fixture.program(
                "claude",
                "cat >/dev/null; env >\"" + directory + "/env\"; cat /proc/$$/cmdline /proc/$PPID/cmdline "
                        + "/proc/$PPID/environ >\"" + directory + "/seen\"; echo '" + CLAUDE_END + "'");

        fixture.ask(CliEngines.claudeCode().program(program));

        assertThat(fixture.read("env")).contains("ANTHROPIC_API_KEY=" + CliFixture.KEY);
        assertThat(fixture.read("seen")).isNotEmpty().doesNotContain(CliFixture.KEY);
        assertThat(fixture.open(CliEngines.claudeCode()).toString()).doesNotContain(CliFixture.KEY);
    }

    @Test
    void itsHomeIsPrivateWritableAndGoneInTheEnd() throws Exception {
        String program = fixture.program(
                "gemini",
                "cat >/dev/null; echo new >\"$HOME/file\" && echo \"$HOME\" >\"" + directory + "/home\"; "
                        + "cat \"$HOME/.gemini/settings.json\" >\"" + directory + "/settings\"; "
                        + "echo '{\"type\":\"result\",\"status\":\"success\"}'");

        fixture.ask(CliEngines.geminiCli().program(program));

        Path home = Path.of(fixture.read("home").strip());
        assertThat(home).doesNotExist().isNotEqualTo(Path.of(System.getProperty("user.home")));
        assertThat(fixture.read("settings")).contains("gemini-api-key");
    }

    @Test
    void aKeyThatTheAgentPrintsIsNotKept() throws Exception {
        String program = fixture.writing(
                "claude",
                "{\"type\":\"user\",\"message\":{\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t\","
                        + "\"content\":\"KEY=" + CliFixture.KEY + "\"}]}}",
                "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"It is "
                        + CliFixture.KEY + "\"}]}}",
                CLAUDE_END);

        ModelReply reply = fixture.ask(CliEngines.claudeCode().program(program));

        assertThat(reply.message().content().toString()).contains("[hidden]").doesNotContain(CliFixture.KEY);
        assertThat(fixture.heard.activities.toString()).doesNotContain(CliFixture.KEY);
    }

    @Test
    void anEndpointWithoutAHostIsRefused() {
        CliEngines.Builder builder = CliEngines.claudeCode().endpoint(URI.create("api.example.com:8443"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("'api.example.com:8443'", "https://api.example.com:8443");
    }

    @Test
    void withoutAKeyNoEngineIsOpened() {
        CliEngines engines = CliEngines.claudeCode().build();
        var target = dev.helix.api.model.EngineTarget.of(
                new dev.helix.api.model.ModelId("claude-code", "default"),
                fixture.target(engines).caller(),
                request -> Optional.empty());

        assertThatThrownBy(() -> engines.open(target))
                .isInstanceOf(MissingCredentialException.class)
                .hasMessageContaining("claude-code");
    }

    @Test
    void aToolChoiceThatCannotBeKeptIsRefused() throws Exception {
        ModelRequest request = CliFixture.request("go").toBuilder()
                .toolChoice(ToolChoice.required())
                .build();

        assertThatThrownBy(() -> fixture.open(CliEngines.claudeCode()).generate(request, fixture.heard))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("tool choice");
    }
}
