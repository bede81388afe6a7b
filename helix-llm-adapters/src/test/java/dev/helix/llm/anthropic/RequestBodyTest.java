/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import static dev.helix.llm.anthropic.Histories.OTHER;
import static dev.helix.llm.anthropic.Histories.SELF;
import static dev.helix.llm.anthropic.Histories.assistant;
import static dev.helix.llm.anthropic.Histories.call;
import static dev.helix.llm.anthropic.Histories.failed;
import static dev.helix.llm.anthropic.Histories.result;
import static dev.helix.llm.anthropic.Histories.shorthand;
import static dev.helix.llm.anthropic.Histories.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.Content;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.ToolChoice;
import dev.helix.api.tool.ToolSpec;
import dev.helix.llm.engine.WireJson;
import dev.helix.testkit.server.AnthropicRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestBodyTest {
    private static final Content SIGNED = Thinking.of(SELF, "hm", "sig");
    private static final Content REDACTED = Opaque.of(SELF, "{\"type\":\"redacted_thinking\",\"data\":\"x\"}");

    /**
     * Histories and what they look like on the wire: U and A begin messages; t text, c call id (#1 when it was replaced), r result of id, e error
     * result of id, k thinking, i image, o anything else.
     */
    static Stream<Arguments> histories() {
        String interrupted =
                "The call was interrupted before it returned anything; it may or may not have had an effect.";
        return Stream.of(
                row("plain", "U[t:hi]", user("hi")),
                row(
                        "a whole round",
                        "U[t:hi] A[t:ok c:a] U[r:a=1]",
                        user("hi"),
                        assistant("ok", call("a")),
                        result("a")),
                row(
                        "parallel calls, results in call order",
                        "U[t:hi] A[c:a c:b] U[r:a=1 r:b=1]",
                        user("hi"),
                        assistant(call("a"), call("b")),
                        result("b"),
                        result("a")),
                row(
                        "results first, then what the user said",
                        "U[t:hi] A[c:a] U[r:a=1 t:more]",
                        user("hi"),
                        assistant(call("a")),
                        user("more"),
                        result("a")),
                row(
                        "a result behind a later message",
                        "U[t:hi] A[c:a] U[r:a=1] A[t:ok] U[t:go]",
                        user("hi"),
                        assistant(call("a")),
                        assistant("ok"),
                        result("a"),
                        user("go")),
                row(
                        "a result before its call",
                        "U[t:hi] A[c:a] U[r:a=1]",
                        user("hi"),
                        result("a"),
                        assistant(call("a"))),
                row(
                        "a lost result",
                        "U[t:hi] A[c:a c:b] U[r:a=1 e:b=" + interrupted + " t:go]",
                        user("hi"),
                        assistant(call("a"), call("b")),
                        result("a"),
                        user("go")),
                row(
                        "an interrupted tail",
                        "U[t:hi] A[c:a] U[e:a=" + interrupted + "]",
                        user("hi"),
                        assistant(call("a"))),
                row(
                        "a second result, and one without a call",
                        "U[t:hi] A[c:a] U[r:a=1]",
                        user("hi"),
                        assistant(call("a")),
                        result("a"),
                        result("a"),
                        result("z")),
                row(
                        "an id used again: the first result was lost",
                        "U[t:hi] A[c:a] U[e:a=" + interrupted + "] A[c:#1] U[r:#1=1]",
                        user("hi"),
                        assistant(call("a")),
                        assistant(call("a")),
                        result("a")),
                row(
                        "an id used again, both answered",
                        "U[t:hi] A[c:a] U[r:a=1] A[c:#1] U[e:#1=no]",
                        user("hi"),
                        assistant(call("a")),
                        result("a"),
                        assistant(call("a")),
                        failed("a", "no")),
                row(
                        "one id twice in a message",
                        "U[t:hi] A[c:a c:#1] U[r:a=1 e:#1=no]",
                        user("hi"),
                        assistant(call("a"), call("a")),
                        result("a"),
                        failed("a", "no")),
                row(
                        "no id at all, as some servers send",
                        "U[t:hi] A[c:#1 c:#2] U[r:#1=1 r:#2=1]",
                        user("hi"),
                        assistant(call(""), call("")),
                        result(""),
                        result("")),
                row(
                        "ids of other providers",
                        "U[t:hi] A[c:#1] U[r:#1=1]",
                        user("hi"),
                        assistant(call("functions.Bash:0")),
                        result("functions.Bash:0")),
                row(
                        "ids that become equal stay apart",
                        "U[t:hi] A[c:#1 c:#2] U[r:#1=1 e:#2=no]",
                        user("hi"),
                        assistant(call("x:1"), call("x.1")),
                        failed("x.1", "no"),
                        result("x:1")),
                row(
                        "text after a call",
                        "U[t:hi] A[t:one t:two c:a] U[r:a=1]",
                        user("hi"),
                        assistant(Text.of("one"), call("a"), Text.of("two")),
                        result("a")),
                row(
                        "empty and blank text",
                        "U[t:hi] A[c:a] U[r:a=1]",
                        user("hi"),
                        assistant(" \n", call("a")),
                        result("a")),
                row(
                        "a no-break space is blank too",
                        "U[t:hi t:x]",
                        user("hi"),
                        assistant("\u00a0"),
                        user("\u00a0"),
                        user("x")),
                row("an empty assistant message", "U[t:hi t:x]", user("hi"), assistant(""), user("x")),
                row("nothing visible at all", "U[t:Continue.]", user(" ")),
                row("the assistant spoke last", "U[t:hi] A[t:ok] U[t:Continue.]", user("hi"), assistant("ok")),
                row("the assistant spoke first", "A[t:ok] U[t:hi]", assistant("ok"), user("hi")),
                row(
                        "own signed reasoning",
                        "U[t:hi] A[k:hm t:ok] U[t:x]",
                        user("hi"),
                        assistant(SIGNED, Text.of("ok")),
                        user("x")),
                row(
                        "unsigned reasoning",
                        "U[t:hi] A[t:ok] U[t:x]",
                        user("hi"),
                        assistant(Thinking.of(SELF, "hm", ""), Text.of("ok")),
                        user("x")),
                row(
                        "reasoning of another model",
                        "U[t:hi] A[t:ok] U[t:x]",
                        user("hi"),
                        Histories.from(
                                OTHER,
                                Thinking.of(OTHER, "hm", "sig"),
                                Opaque.of(OTHER, "{\"type\":\"redacted_thinking\",\"data\":\"x\"}"),
                                Text.of("ok")),
                        user("x")),
                row(
                        "reasoning alone or last",
                        "U[t:hi] A[t:ok] U[t:x]",
                        user("hi"),
                        assistant(SIGNED),
                        assistant(Text.of("ok"), REDACTED),
                        user("x")),
                row(
                        "reasoning between calls stays where it was",
                        "U[t:hi] A[k:hm c:a k:hm c:b] U[r:a=1 r:b=1]",
                        user("hi"),
                        assistant(SIGNED, call("a"), SIGNED, call("b")),
                        result("a"),
                        result("b")),
                row(
                        "blocks nobody knows go back to their origin only",
                        "U[t:hi] A[o:future t:ok] U[t:x]",
                        user("hi"),
                        assistant(Opaque.of(SELF, "{\"type\":\"future\"}"), Text.of("ok")),
                        Histories.from(OTHER, Opaque.of(OTHER, "{\"type\":\"future\"}")),
                        assistant(
                                Opaque.of(new Origin("openai", "openai-responses", "gpt"), "{\"type\":\"reasoning\"}")),
                        assistant(Opaque.of(SELF, "{\"type\":\"cut")),
                        user("x")),
                row(
                        "images, and types nobody reads",
                        "U[t:look i:image/png t:[an image of type image/tiff was left out: this model does not read it]]",
                        new UserMessage(List.of(
                                Text.of("look"), Image.of("image/png", "AA=="), Image.of("image/tiff", "AA==")))),
                row(
                        "an empty result, and an error without a word",
                        "U[t:hi] A[c:a c:b] U[r:a= e:b=The call failed without a message.]",
                        user("hi"),
                        assistant(call("a"), call("b")),
                        ToolMessage.of("a", "t", "", false),
                        failed("b", " ")),
                row(
                        "half a surrogate pair and NUL",
                        "U[t:a\uFFFDb\uFFFDc\uD83D\uDE80]",
                        user("a\uD83Db\0c\uD83D\uDE80")));
    }

    private static Arguments row(String name, String wire, Message... history) {
        return Arguments.of(name, wire, List.of(history));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("histories")
    void historiesAreLaidOutAsTheProtocolWants(String name, String wire, List<Message> history) {
        JsonNode body = Histories.body(history);

        assertThat(numbered(shorthand(body))).isEqualTo(wire);
        assertThat(AnthropicRules.broken(body.toString())).isEmpty();
    }

    /** Replaces the ids that were made up by their number. */
    private static String numbered(String wire) {
        Map<String, String> numbers = new HashMap<>();
        return Pattern.compile("call_[a-z0-9]{13}")
                .matcher(wire)
                .replaceAll(id -> numbers.computeIfAbsent(id.group(), made -> "#" + (numbers.size() + 1)));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    {"a": 1.50, "b": [true, null], "c": 1e3} | {"a": 1.50, "b": [true, null], "c": 1e3}
                    {"a":                                    | {}
                    ''                                       | {}
                    null                                     | {}
                    [1]                                      | {"value":[1]}
                    7                                        | {"value":7}
                    {} trailing                              | {}
                    {"a":"\\ud83d","b\\u0000":1}             | {"a":"�","b�":1}
                    """)
    void theArgumentsOfACallAreAlwaysAnObject(String arguments, String input) throws Exception {
        List<Message> history = List.of(user("hi"), assistant(ToolCall.of("a", "t", arguments)), result("a"));

        String sent = WireJson.JSON.writeValueAsString(project(history));

        assertThat(sent).contains("\"input\":" + input + "}");
    }

    @Test
    void argumentsNestedWithoutEndDoNotBreakTheRequest() {
        String deep = "{\"a\":".repeat(990) + "1" + "}".repeat(990);

        JsonNode body = Histories.body(List.of(user("hi"), assistant(ToolCall.of("a", "t", deep)), result("a")));

        assertThat(AnthropicRules.broken(body.toString())).isEmpty();
    }

    @Test
    void namesOfToolsThatNeverExistedAreMadeLegal() {
        JsonNode body = Histories.body(List.of(
                user("hi"),
                assistant(ToolCall.of("a", "mcp.server/x y", "{}"), ToolCall.of("b", "", "{}")),
                result("a"),
                result("b")));

        assertThat(body.at("/messages/1/content/0/name").asText()).startsWith("mcp_server_x_y");
        assertThat(AnthropicRules.broken(body.toString())).isEmpty();
    }

    @Test
    void opaqueBlocksGoBackByteForByte() throws Exception {
        String raw = "{ \"type\" : \"future\",\"n\":1.50, \"u\":\"\\u00e9\\/\" }";

        String sent = WireJson.JSON.writeValueAsString(
                project(List.of(user("hi"), assistant(Opaque.of(SELF, raw), Text.of("ok")), user("x"))));

        assertThat(sent).contains(raw);
    }

    @Test
    void systemMessagesJoinTheSystemPrompt() {
        JsonNode body = Histories.body(ModelRequest.builder()
                .system("one")
                .messages(List.of(new SystemMessage("two"), user("hi")))
                .maxOutputTokens(5)
                .build());

        assertThat(body.at("/system/0/text").asText()).isEqualTo("one\n\ntwo");
        assertThat(shorthand(body)).isEqualTo("U[t:hi]");
    }

    @Test
    void anEmptySystemPromptIsLeftOut() {
        assertThat(Histories.body(List.of(user("hi"))).has("system")).isFalse();
    }

    @Test
    void aHistoryWithCallsKeepsToolsDeclaredWhenNoneAreOnOffer() {
        JsonNode body = Histories.body(ModelRequest.builder()
                .messages(List.of(user("hi"), assistant(call("a"), call("b")), result("a")))
                .maxOutputTokens(5)
                .build());

        assertThat(body.path("tools")).hasSize(1);
        assertThat(body.at("/tools/0/name").asText()).isEqualTo("t");
        assertThat(body.at("/tool_choice/type").asText()).isEqualTo("none");
    }

    @Test
    void marksStandAfterToolsSystemAndTheLastTwoUserMessages() {
        JsonNode body = Histories.body(ModelRequest.builder()
                .system("system")
                .messages(List.of(
                        user("one"),
                        assistant(call("a")),
                        result("a"),
                        assistant(call("b")),
                        result("b"),
                        assistant(call("c")),
                        ToolMessage.of("c", "t", "", false),
                        new UserMessage(List.of(Text.of("go"), Text.of(" ")))))
                .tools(Histories.TOOLS)
                .maxOutputTokens(5)
                .build());

        assertThat(body.findParents("cache_control")).hasSize(4);
        assertThat(body.path("tools").path(body.path("tools").size() - 1).has("cache_control"))
                .isTrue();
        assertThat(body.at("/system/0").has("cache_control")).isTrue();
        assertThat(body.at("/messages/4/content/0").has("cache_control")).isTrue();
        assertThat(body.at("/messages/6/content/1/text").asText()).isEqualTo("go");
        assertThat(body.at("/messages/6/content/1").has("cache_control")).isTrue();
    }

    @Test
    void aSchemaThatIsNoObjectIsRefusedBeforeAnythingIsSent() {
        for (String schema : List.of("[]", "{", "\"x\"")) {
            ModelRequest request = ModelRequest.builder()
                    .messages(List.of(user("hi")))
                    .tools(List.of(ToolSpec.of("odd", "", schema)))
                    .maxOutputTokens(5)
                    .build();

            assertThatThrownBy(() -> RequestBody.of(Histories.call(request)))
                    .isInstanceOf(RequestRejectedException.class)
                    .hasMessageContainingAll("'odd'", schema);
        }
    }

    @Test
    void aToolLoopThatBeganWithoutThinkingGoesOnWithout() {
        ModelRequest.Builder request = ModelRequest.builder()
                .tools(Histories.TOOLS)
                .maxOutputTokens(5000)
                .reasoning(Reasoning.budget(2000));

        JsonNode foreign =
                Histories.body(request.messages(List.of(user("hi"), Histories.from(OTHER, call("a")), result("a")))
                        .build());
        JsonNode own = Histories.body(request.messages(List.of(user("hi"), assistant(SIGNED, call("a")), result("a")))
                .build());
        JsonNode forced =
                Histories.body(request.toolChoice(ToolChoice.required()).build());

        assertThat(foreign.has("thinking")).isFalse();
        assertThat(own.has("thinking")).isTrue();
        assertThat(forced.has("thinking")).isFalse();
    }

    @Test
    void whatASchemaMayNotHoldAtItsTopIsLeftOut() {
        JsonNode body = Histories.body(ModelRequest.builder()
                .messages(List.of(user("hi")))
                .tools(List.of(ToolSpec.of("t", "", "{\"anyOf\":[],\"properties\":{\"anyOf\":{\"oneOf\":[]}}}")))
                .build());

        assertThat(body.at("/tools/0/input_schema").toString())
                .isEqualTo("{\"properties\":{\"anyOf\":{\"oneOf\":[]}},\"type\":\"object\"}");
    }

    private static JsonNode project(List<Message> history) {
        return RequestBody.of(Histories.call(Histories.request(history)));
    }
}
