/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.message.Opaque;
import dev.helix.api.message.Text;
import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.StopReason;
import dev.helix.llm.cli.CliEngineException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcpEngineTest {
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

    private static String say(String json) {
        return "echo '" + json + "'\n";
    }

    private static String update(String fields) {
        return say("{\"jsonrpc\":\"2.0\",\"method\":\"session/update\",\"params\":{\"sessionId\":\"s1\",\"update\":{"
                + fields + "}}}");
    }

    /** Reads a message and keeps it. */
    private String hear(String file) {
        return "read -r line; printf '%s\\n' \"$line\" >>\"" + directory + "/" + file + "\"\n";
    }

    /** An agent that opens its session properly and then does something else. */
    private String agent(String turn) throws Exception {
        return fixture.program(
                "agent",
                hear("initialize")
                        + say("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\":1}}")
                        + hear("new")
                        + say("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"sessionId\":\"s1\"}}")
                        + hear("prompt")
                        + turn);
    }

    private static String stop(String reason) {
        return say("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{\"stopReason\":\"" + reason + "\"}}");
    }

    private static CliEngines.Builder acp(String program) {
        return CliEngines.acp(program).provider("agent");
    }

    @Test
    void aTurnIsStreamedWithWhatTheAgentDid() throws Exception {
        String program = agent(update("\"sessionUpdate\":\"available_commands_update\",\"availableCommands\":[]")
                + update("\"sessionUpdate\":\"something_new\",\"x\":1")
                + update("\"sessionUpdate\":\"agent_thought_chunk\",\"content\":{\"type\":\"text\",\"text\":\"Hm.\"}")
                + update("\"sessionUpdate\":\"plan\",\"entries\":[{\"content\":\"look\"},{\"content\":\"fix\"}]")
                + update(
                        "\"sessionUpdate\":\"tool_call\",\"toolCallId\":\"c1\",\"title\":\"Run ls\",\"rawInput\":{\"a\":1}")
                + update("\"sessionUpdate\":\"tool_call_update\",\"toolCallId\":\"c1\",\"status\":\"in_progress\"")
                + update("\"sessionUpdate\":\"tool_call_update\",\"toolCallId\":\"c1\",\"status\":\"completed\","
                        + "\"rawOutput\":\"a.txt\"")
                + update("\"sessionUpdate\":\"agent_message_chunk\",\"content\":{\"type\":\"text\",\"text\":\"Hel\"}")
                + update("\"sessionUpdate\":\"agent_message_chunk\",\"content\":{\"type\":\"text\",\"text\":\"lo.\"}")
                + stop("end_turn") + "cat >/dev/null");

        ModelReply reply = fixture.ask(acp(program));

        assertThat(reply.stop()).isEqualTo(StopReason.END);
        assertThat(reply.message().text()).isEqualTo("Hello.");
        assertThat(reply.message().content()).last().isEqualTo(Text.of("Hello."));
        assertThat(reply.message().content().stream().filter(Opaque.class::isInstance))
                .hasSize(2);
        assertThat(fixture.heard.text).containsExactly("Hel", "lo.");
        assertThat(fixture.heard.thinking).containsExactly("Hm.");
        assertThat(fixture.heard.activities).containsExactly("plan: look; fix", "Run ls {\"a\":1}", "done: a.txt");
        assertThat(fixture.read("initialize")).contains("\"protocolVersion\":1", "\"readTextFile\":true");
        assertThat(fixture.read("new")).contains("\"cwd\":\"" + fixture.work + "\"");
        assertThat(fixture.read("prompt")).contains("\"sessionId\":\"s1\"", "\"text\":\"hello\"");
    }

    @ParameterizedTest
    @CsvSource({"end_turn, END", "max_tokens, OUTPUT_LIMIT", "refusal, REFUSED", "max_turn_requests, OTHER", "x, OTHER"
    })
    void stopReasonsAreMapped(String reason, StopReason expected) throws Exception {
        assertThat(fixture.ask(acp(agent(stop(reason)))).stop()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"ALLOW, yes", "REJECT, no"})
    void permissionIsAnsweredByPolicy(PermissionPolicy policy, String option) throws Exception {
        String program = agent(say("{\"jsonrpc\":\"2.0\",\"id\":\"p1\",\"method\":\"session/request_permission\","
                        + "\"params\":{\"toolCall\":{\"title\":\"Delete\"},\"options\":["
                        + "{\"optionId\":\"ever\",\"kind\":\"allow_always\"},{\"optionId\":\"yes\",\"kind\":\"allow_once\"},"
                        + "{\"optionId\":\"no\",\"kind\":\"reject_once\"}]}}")
                + hear("answer")
                + stop("end_turn"));

        fixture.ask(acp(program).permissions(policy));

        assertThat(fixture.read("answer")).contains("\"id\":\"p1\"", "\"selected\"", "\"optionId\":\"" + option + "\"");
    }

    @Test
    void aCallThatIsOnlyKnownFromItsPermissionIsKept() throws Exception {
        String program = agent(say("{\"jsonrpc\":\"2.0\",\"id\":\"p1\",\"method\":\"session/request_permission\","
                        + "\"params\":{\"toolCall\":{\"toolCallId\":\"c1\",\"title\":\"Run ls\"},\"options\":["
                        + "{\"optionId\":\"yes\",\"kind\":\"allow_once\"}]}}")
                + hear("answer")
                + update("\"sessionUpdate\":\"tool_call_update\",\"toolCallId\":\"c1\",\"status\":\"completed\"")
                + stop("end_turn"));

        ModelReply reply = fixture.ask(acp(program));

        assertThat(fixture.heard.activities).containsExactly("allowed: Run ls", "Run ls", "done:");
        assertThat(reply.message().content()).hasSize(2).first().asString().contains("agent_tool_call", "Run ls");
    }

    @Test
    void filesAreServedFromTheWorkspaceAndFromNowhereElse() throws Exception {
        Files.writeString(fixture.work.resolve("a.txt"), "one\ntwo\nthree\n");
        String program =
                agent(request("read_text_file", "\"path\":\"" + fixture.work + "/a.txt\",\"line\":2,\"limit\":1")
                        + hear("read")
                        + request("read_text_file", "\"path\":\"/etc/passwd\"")
                        + hear("outside")
                        + request("write_text_file", "\"path\":\"" + fixture.work + "/b.txt\",\"content\":\"new\"")
                        + hear("write")
                        + request("write_text_file", "\"path\":\"" + fixture.work + "/../c.txt\",\"content\":\"new\"")
                        + hear("outside")
                        + stop("end_turn"));

        fixture.ask(acp(program));

        assertThat(fixture.read("read")).contains("\"content\":\"two\"");
        assertThat(fixture.read("outside").lines()).hasSize(2).allMatch(line -> line.contains("\"error\""));
        assertThat(fixture.read("outside")).doesNotContain("root:");
        assertThat(fixture.work.resolve("b.txt")).hasContent("new");
        assertThat(directory.resolve("c.txt")).doesNotExist();
    }

    private static String request(String method, String params) {
        return say("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"fs/" + method + "\",\"params\":{" + params + "}}");
    }

    @Test
    void aMethodThatTheClientLacksIsRefusedAndTheTurnGoesOn() throws Exception {
        String program = agent(say("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"terminal/create\",\"params\":{}}")
                + hear("answer")
                + stop("end_turn"));

        assertThat(fixture.ask(acp(program)).stop()).isEqualTo(StopReason.END);
        assertThat(fixture.read("answer")).contains("-32601");
    }

    @Test
    void interruptingCancelsTheSessionBeforeTheProcessEnds() throws Exception {
        String program =
                agent("echo $$ >\"" + directory + "/pid\"\n" + update("\"sessionUpdate\":\"plan\",\"entries\":[]")
                        + hear("cancel") + stop("cancelled") + "sleep 1000");

        assertThat(interrupted(program)).isInstanceOf(InterruptedException.class);

        assertThat(fixture.read("cancel")).contains("session/cancel", "s1");
        assertThat(fixture.runs("pid")).isFalse();
    }

    @Test
    void aCancelledAgentIsPermittedNothingAndNotHeardForLong() throws Exception {
        String program = agent(update("\"sessionUpdate\":\"tool_call\",\"toolCallId\":\"c1\",\"title\":\"Run\"")
                + hear("cancel")
                + say("{\"jsonrpc\":\"2.0\",\"id\":\"p1\",\"method\":\"session/request_permission\",\"params\":{"
                        + "\"options\":[{\"optionId\":\"yes\",\"kind\":\"allow_once\"}]}}")
                + hear("permission")
                + request("write_text_file", "\"path\":\"b.txt\",\"content\":\"new\"")
                + hear("write")
                + "yes '{}'");

        assertThat(interrupted(program)).isInstanceOf(InterruptedException.class);

        assertThat(fixture.read("permission")).contains("\"outcome\":\"cancelled\"");
        assertThat(fixture.read("write")).contains("\"error\"");
        assertThat(fixture.work.resolve("b.txt")).doesNotExist();
    }

    /** {@return how a call ends that is interrupted at the first sign of activity} */
    private Throwable interrupted(String program) throws Exception {
        ModelEngine engine = fixture.open(acp(program));
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        CompletableFuture<Void> running = new CompletableFuture<>();
        Thread caller = DaemonThread.start("caller", () -> {
            try {
                engine.generate(CliFixture.request("go"), new ModelListener() {
                    @Override
                    public void activity(String activity) {
                        running.complete(null);
                    }
                });
            } catch (Throwable t) {
                ended.complete(t);
            }
        });
        running.get(60, TimeUnit.SECONDS);

        caller.interrupt();
        return ended.get(60, TimeUnit.SECONDS);
    }

    @Test
    void anAgentThatIsNotSignedInIsAnAuthenticationFailure() throws Exception {
        String program = fixture.program(
                "agent",
                hear("initialize")
                        + say("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\":1}}")
                        + hear("new")
                        + say(
                                "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32000,\"message\":\"Authentication required\"}}"));

        assertThatThrownBy(() -> fixture.ask(acp(program)))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("Authentication required");
    }

    @Test
    void anotherVersionOfTheProtocolIsRefused() throws Exception {
        String program = fixture.program(
                "agent", hear("initialize") + say("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\":2}}"));

        assertFails(program, Reason.GARBLED, "version 2");
    }

    @Test
    void anAgentThatEndsInItsTurnIsNamedWithItsStatus() throws Exception {
        assertFails(agent("echo broken >&2; exit 7"), Reason.EXITED_EARLY, "status 7");
    }

    @Test
    void garbageInsteadOfTheProtocolIsCutOff() throws Exception {
        assertFails(fixture.program("agent", "yes garbage"), Reason.GARBLED, "garbage");
    }

    private void assertFails(String program, Reason reason, String said) {
        assertThatThrownBy(() -> fixture.ask(acp(program)))
                .isInstanceOfSatisfying(
                        CliEngineException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(program)
                .hasMessageContaining(said);
    }
}
