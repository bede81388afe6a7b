/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.examples.Required;
import dev.helix.testkit.server.FakeHttpServer;
import dev.helix.testkit.server.FakeRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Programs that answer as coding agents do, each a shell script, and the service behind them, to which they send the
 * prompt that they got.
 */
final class FakePrograms implements AutoCloseable {
    private final Path folder;
    private final List<FakeRequest> received = new CopyOnWriteArrayList<>();
    private final FakeHttpServer service = FakeHttpServer.start((request, response) -> {
        received.add(request);
        response.send(200, Map.of(), "ok");
    });

    FakePrograms(Path folder) throws IOException {
        Required.that(Files.isExecutable(Path.of("/usr/bin/curl")), "the fake programs need /usr/bin/curl");
        this.folder = Files.createDirectories(folder);
    }

    Path folder() {
        return folder;
    }

    URI service() {
        return service.uri();
    }

    /** {@return what the programs sent to their service} */
    List<FakeRequest> received() {
        return List.copyOf(received);
    }

    private static String send(String key) {
        return "curl -sS -H Expect: -H \"x-key: " + key
                + "\" --data-binary @- \"$SERVICE/prompt\" >/dev/null || exit 3\n";
    }

    private static String say(String json) {
        return "cat <<'END'\n" + json + "\nEND\n";
    }

    private Path program(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\nset -u\n" + script);
        program.toFile().setExecutable(true);
        return program;
    }

    /**
     * Writes a program that speaks gemini's dialect.
     *
     * @param work a shell script, shown as what its tool does; what it prints, in a line, comes before the answer
     */
    Path command(String name, String work, String answer) throws IOException {
        return program(
                name,
                "SERVICE=$GOOGLE_GEMINI_BASE_URL\ncat | " + send("$GEMINI_API_KEY")
                        + say("{\"type\":\"tool_use\",\"tool_id\":\"t1\",\"tool_name\":\"run_shell_command\","
                                + "\"parameters\":{\"command\":\"do the work\"}}")
                        + "said=$( { " + work + "; } 2>&1 | tr '\\n\"' '|_')\n"
                        + "printf '{\"type\":\"tool_result\",\"tool_id\":\"t1\",\"status\":\"success\",\"output\":\"%s\"}\\n'"
                        + " \"$said\"\n"
                        + "printf '{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"%s" + answer
                        + "\"}\\n' \"$said\"\n"
                        + say("{\"type\":\"result\",\"status\":\"success\",\"stats\":"
                                + "{\"input_tokens\":12,\"output_tokens\":34,\"cached\":5}}"));
    }

    /** Writes an agent that speaks the Agent Client Protocol, reads a file through its client, and answers. */
    Path agent(String name, Path file, String answer) throws IOException {
        String hear = "read -r line\n";
        return program(
                name,
                hear + say("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\":1}}")
                        + hear + say("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"sessionId\":\"s1\"}}")
                        + hear + "printf '%s' \"$line\" | " + send("$AGENT_KEY")
                        + update("\"sessionUpdate\":\"tool_call\",\"toolCallId\":\"c1\",\"title\":\"Read the note\"")
                        + say("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"fs/read_text_file\",\"params\":{"
                                + "\"sessionId\":\"s1\",\"path\":\"" + file + "\"}}")
                        + hear + "content=$(printf '%s' \"$line\" | sed 's/.*\"content\":\"\\([^\"]*\\)\".*/\\1/')\n"
                        + update(
                                "\"sessionUpdate\":\"tool_call_update\",\"toolCallId\":\"c1\",\"status\":\"completed\"")
                        + "printf '{\"jsonrpc\":\"2.0\",\"method\":\"session/update\",\"params\":{\"sessionId\":\"s1\","
                        + "\"update\":{\"sessionUpdate\":\"agent_message_chunk\",\"content\":{\"type\":\"text\","
                        + "\"text\":\"%s" + answer + "\"}}}}\\n' \"$content\"\n"
                        + say("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{\"stopReason\":\"end_turn\"}}")
                        + "cat >/dev/null\n");
    }

    private static String update(String fields) {
        return say("{\"jsonrpc\":\"2.0\",\"method\":\"session/update\",\"params\":{\"sessionId\":\"s1\",\"update\":{"
                + fields + "}}}");
    }

    @Override
    public void close() {
        service.close();
    }
}
